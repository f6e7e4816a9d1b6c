-- Sets one-time codes for a user whose attempt waits for a second factor to be set up, and signs them in.
create or replace function identity.sign_in_by_totp_set_up(
  attempt text, new_secret_encrypted bytea, step bigint, session uuid, token_hash bytea
) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare a identity.attempt := identity.lock_attempt(attempt, 'set-up');
begin
  perform set_config('manumit.claims', '', true);
  if a.id is null then return null; end if;
  -- If two people know the password, the second must not replace the first one's secret.
  insert into identity.totp (person_id, secret_encrypted, last_step)
    values (a.person_id, new_secret_encrypted, step) on conflict (person_id) do nothing;
  if not found then return null; end if;
  return identity.finish_attempt(a, token_hash, session);
end
$$;
alter function identity.sign_in_by_totp_set_up(text, bytea, bigint, uuid, bytea) owner to manumit_guard;
revoke all on function identity.sign_in_by_totp_set_up(text, bytea, bigint, uuid, bytea) from public;
grant execute on function identity.sign_in_by_totp_set_up(text, bytea, bigint, uuid, bytea) to manumit_app;
