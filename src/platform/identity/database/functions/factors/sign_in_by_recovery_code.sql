create or replace function identity.sign_in_by_recovery_code(
  attempt text, code_hash bytea, session uuid, token_hash bytea
) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare a identity.attempt := identity.lock_attempt(attempt, 'second-factor');
begin
  perform set_config('manumit.claims', '', true);
  if a.id is null then return null; end if;
  update identity.recovery_code set used_at = now() where person_id = a.person_id and used_at is null
    and digest = sha256(convert_to(a.person_id::text, 'UTF8') || code_hash);
  if not found then
    perform identity.fail_attempt(a);
    return null;
  end if;
  return identity.finish_attempt(a, token_hash, session);
end
$$;
alter function identity.sign_in_by_recovery_code(text, bytea, uuid, bytea) owner to manumit_guard;
revoke all on function identity.sign_in_by_recovery_code(text, bytea, uuid, bytea) from public;
grant execute on function identity.sign_in_by_recovery_code(text, bytea, uuid, bytea) to manumit_app;
