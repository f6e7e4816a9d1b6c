-- The subject's own name, shown on what it enters and signs. The installation has none. The actor is read once, not for each column that
-- names them.
create or replace function evidence.own_name() returns text
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin return (select p.name from identity.current_claims() c join identity.person p
  on p.id = (c.claims ->> 'person')::uuid and p.kind = 'person'); end
$$;
alter function evidence.own_name() owner to manumit_guard;
revoke all on function evidence.own_name() from public;
grant execute on function evidence.own_name() to manumit_app;
