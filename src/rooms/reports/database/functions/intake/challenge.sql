-- The challenge of an hour (UTC, counted from 1970) at a channel: the same for every caller, so that it marks nobody.
create or replace function reports.challenge(channel uuid, hour int) returns bytea
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select identity.keyed_hash(format('report work %s %s', channel, hour))
$$;
alter function reports.challenge(uuid, int) owner to manumit_guard;
revoke all on function reports.challenge(uuid, int) from public;
