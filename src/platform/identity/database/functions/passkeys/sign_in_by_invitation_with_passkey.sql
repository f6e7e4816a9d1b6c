create or replace function identity.sign_in_by_invitation_with_passkey(
  statement text, voucher bytea, token text, full_name text, lang text, session uuid, token_hash bytea
) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare v jsonb := identity.vouched_for('people/sign-up-by-passkey', statement, voucher); who uuid;
begin
  perform set_config('manumit.claims', '', true);
  if v is null or not identity.spend(decode(v ->> 'challenge', 'hex')) then return null; end if;
  update identity.invitation i set used_at = now() where i.token_hash = sha256(convert_to(token, 'UTF8')) and purpose = 'invitation'
    and used_at is null
    and ends_at > now() and person_id = (v ->> 'person')::uuid returning person_id into who;
  if who is null then return null; end if;
  update identity.person set name = full_name, language = lang where id = who and disabled_at is null;
  if not found then return null; end if;
  perform identity.store_passkey(who, v);
  return identity.new_session(who, session, token_hash);
end
$$;
alter function identity.sign_in_by_invitation_with_passkey(text, bytea, text, text, text, uuid, bytea) owner to manumit_guard;
revoke all on function identity.sign_in_by_invitation_with_passkey(text, bytea, text, text, text, uuid, bytea) from public;
grant execute on function identity.sign_in_by_invitation_with_passkey(text, bytea, text, text, text, uuid, bytea) to manumit_app;
