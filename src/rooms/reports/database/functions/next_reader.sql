-- The number of the next reader of a channel. A reader sees only themselves and so cannot count.
create or replace function reports.next_reader(channel uuid) returns int
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(max(r.number), 0) + 1 from reports.reader r where r.channel_id = channel
$$;
alter function reports.next_reader(uuid) owner to manumit_guard;
revoke all on function reports.next_reader(uuid) from public;
grant execute on function reports.next_reader(uuid) to manumit_app;
