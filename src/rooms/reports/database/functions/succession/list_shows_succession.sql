-- Whether the list in force names the successor, and the predecessor no more: the channel key signed both.
create or replace function reports.list_shows_succession(channel uuid, predecessor int, successor int, today date) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select reports.is_listed(channel, successor, today) and not exists (
    select from reports.manifest m
    where m.channel_id = channel and predecessor = any (m.readers)
      and m.number = (select max(n.number) from reports.manifest n where n.channel_id = channel))
$$;
alter function reports.list_shows_succession(uuid, int, int, date) owner to manumit_guard;
revoke all on function reports.list_shows_succession(uuid, int, int, date) from public;
