-- The party and the operation of a channel, for those who may join it and do not see it yet; empty for an unknown channel.
create or replace function reports.channel_owners(channel uuid) returns uuid[]
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce((
    select array_remove(array[c.party_id, c.operation_id], null) from reports.channel c
    where c.id = channel
      and (c.party_id = any (identity.parties(identity.group('report-readers')))
        or c.operation_id = any (identity.parties(identity.group('report-readers'))))), '{}')
$$;
alter function reports.channel_owners(uuid) owner to manumit_guard;
revoke all on function reports.channel_owners(uuid) from public;
grant execute on function reports.channel_owners(uuid) to manumit_app;
