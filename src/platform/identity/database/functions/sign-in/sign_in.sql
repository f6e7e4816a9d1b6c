-- Compares the Argon2id output with the stored digest, for a guess that was begun. Returns null alike for a wrong password, an unknown
-- address, a closed account, and a guess that was not begun or was already made.
create or replace function identity.sign_in(
  address text, derived bytea, guess text, session uuid, token_hash bytea
) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare w record;
begin
  perform set_config('manumit.claims', '', true);
  update identity.spent_work set guess_of = null where nonce = guess and guess_of = identity.keyed_hash('address ' || lower(address))
    and until > now();
  if not found then return null; end if;
  select pw.person_id, pw.digest into w from identity.password pw join identity.person p on p.id = pw.person_id
    where p.email = lower(address) and p.disabled_at is null;
  if w.digest is null or w.digest <> sha256(derived) then
    perform identity.record_failure(address);
    return null;
  end if;
  return identity.pass_first_factor(w.person_id, 'password', token_hash, session);
end
$$;
alter function identity.sign_in(text, bytea, text, uuid, bytea) owner to manumit_guard;
revoke all on function identity.sign_in(text, bytea, text, uuid, bytea) from public;
grant execute on function identity.sign_in(text, bytea, text, uuid, bytea) to manumit_app;
