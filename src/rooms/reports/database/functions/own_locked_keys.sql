-- A reader's own keys, locked under their passphrase; null where the caller does not read for the channel.
create or replace function reports.own_locked_keys(channel uuid) returns bytea
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select r.locked from reports.reader r
  where r.channel_id = channel and r.person_id = identity.person() and r.removed_at is null
$$;
alter function reports.own_locked_keys(uuid) owner to manumit_guard;
revoke all on function reports.own_locked_keys(uuid) from public;
grant execute on function reports.own_locked_keys(uuid) to manumit_app;
