-- Sets one-time codes for a user who signed in recently; replaces existing ones.
create or replace function identity.set_totp(new_secret_encrypted bytea, step bigint) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.signed_in_recently() then return false; end if;
  insert into identity.totp (person_id, secret_encrypted, last_step)
    values ((identity.verified() ->> 'person')::uuid, new_secret_encrypted, step)
    on conflict (person_id) do update set secret_encrypted = excluded.secret_encrypted, set_at = now(),
      last_step = excluded.last_step, failures = 0,
      closed_until = null;
  return true;
end
$$;
alter function identity.set_totp(bytea, bigint) owner to manumit_guard;
revoke all on function identity.set_totp(bytea, bigint) from public;
grant execute on function identity.set_totp(bytea, bigint) to manumit_app;
