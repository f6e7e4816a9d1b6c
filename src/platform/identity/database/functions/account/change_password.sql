-- Replaces the password, given the present one. Every other session and every open attempt ends.
create or replace function identity.change_password(present bytea, new_salt bytea, derived bytea) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me uuid := (identity.verified() ->> 'person')::uuid;
begin
  if not exists (select from identity.password where person_id = me and digest = sha256(present)) then return false; end if;
  perform identity.set_password(me, new_salt, derived);
  perform identity.end_devices(null);
  update identity.attempt set finished_at = now() where person_id = me and finished_at is null;
  return true;
end
$$;
alter function identity.change_password(bytea, bytea, bytea) owner to manumit_guard;
revoke all on function identity.change_password(bytea, bytea, bytea) from public;
grant execute on function identity.change_password(bytea, bytea, bytea) to manumit_app;
