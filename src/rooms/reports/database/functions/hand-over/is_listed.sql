-- Whether the newest list of a channel is valid on a day and names a reader who was not removed.
create or replace function reports.is_listed(channel uuid, reader int, today date) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from reports.manifest m join reports.reader r on r.channel_id = m.channel_id and r.number = any (m.readers)
    where m.channel_id = channel and r.number = reader and r.removed_at is null and today between m.valid_from and m.valid_until
      and m.number = (select max(n.number) from reports.manifest n where n.channel_id = channel))
$$;
alter function reports.is_listed(uuid, int, date) owner to manumit_guard;
revoke all on function reports.is_listed(uuid, int, date) from public;
