-- Adds the first passkey of a user whose attempt waits for a second factor to be set up, and signs them in.
create or replace function identity.sign_in_by_passkey_set_up(
  attempt text, statement text, voucher bytea, session uuid, token_hash bytea
) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare a identity.attempt := identity.lock_attempt(attempt, 'set-up');
  v jsonb := identity.vouched_for('people/add-passkey', statement, voucher);
begin
  perform set_config('manumit.claims', '', true);
  if a.id is null or v is null or (v ->> 'person')::uuid is distinct from a.person_id
    or not identity.spend(decode(v ->> 'challenge', 'hex')) then return null; end if;
  perform identity.store_passkey(a.person_id, v);
  return identity.finish_attempt(a, token_hash, session);
end
$$;
alter function identity.sign_in_by_passkey_set_up(text, text, bytea, uuid, bytea) owner to manumit_guard;
revoke all on function identity.sign_in_by_passkey_set_up(text, text, bytea, uuid, bytea) from public;
grant execute on function identity.sign_in_by_passkey_set_up(text, text, bytea, uuid, bytea) to manumit_app;
