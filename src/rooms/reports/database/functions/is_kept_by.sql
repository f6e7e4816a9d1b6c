-- Whether a channel belongs to one of these parties, or to an operation among them.
create or replace function reports.is_kept_by(channel uuid, owners uuid[]) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (select from reports.channel c where c.id = channel and (c.party_id = any (owners) or c.operation_id = any (owners)))
$$;
alter function reports.is_kept_by(uuid, uuid[]) owner to manumit_guard;
revoke all on function reports.is_kept_by(uuid, uuid[]) from public;
grant execute on function reports.is_kept_by(uuid, uuid[]) to manumit_app;
