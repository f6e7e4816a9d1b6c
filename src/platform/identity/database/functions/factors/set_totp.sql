-- Sets one-time codes for a user who signed in recently; replaces existing ones.
create or replace function identity.set_totp(new_sealed bytea, step bigint) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.fresh() then return false; end if;
  insert into identity.totp (person_id, sealed, last_step) values ((identity.verified() ->> 'person')::uuid, new_sealed, step)
    on conflict (person_id) do update set sealed = excluded.sealed, set_at = now(), last_step = excluded.last_step, failures = 0,
      closed_until = null;
  return true;
end
$$;
alter function identity.set_totp(bytea, bigint) owner to manumit_guard;
revoke all on function identity.set_totp(bytea, bigint) from public;
grant execute on function identity.set_totp(bytea, bigint) to manumit_app;
