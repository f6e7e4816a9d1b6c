-- Signs a user in by passkey. The counter is compared and set in one statement, so that an authenticator and its copy cannot both succeed.
create or replace function identity.sign_in_by_passkey(
  statement text, voucher bytea, session uuid, token_hash bytea
) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare v jsonb := identity.vouched_for('people/sign-in-by-passkey', statement, voucher); who uuid;
begin
  perform set_config('manumit.claims', '', true);
  if v is null or not identity.spend(decode(v ->> 'challenge', 'hex')) then return null; end if;
  update identity.passkey k set counter = (v ->> 'counter')::bigint, used_at = now()
    where k.credential_id = decode(v ->> 'credential', 'hex')
    and ((v ->> 'counter')::bigint > k.counter or ((v ->> 'counter')::bigint = 0 and k.counter = 0)) returning k.person_id into who;
  if who is null then return null; end if;
  return identity.new_session(who, session, token_hash);
end
$$;
alter function identity.sign_in_by_passkey(text, bytea, uuid, bytea) owner to manumit_guard;
revoke all on function identity.sign_in_by_passkey(text, bytea, uuid, bytea) from public;
grant execute on function identity.sign_in_by_passkey(text, bytea, uuid, bytea) to manumit_app;
