-- Opens an account by its one-time link with a passkey instead of a password.
create or replace function identity.set_up_by_passkey(
  statement text, voucher bytea, token text, full_name text, address text, lang text, grant_id uuid, headquarters uuid,
  session uuid, token_hash bytea
) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare v jsonb := identity.vouched_for('people/sign-up-by-passkey', statement, voucher); who uuid := (v ->> 'person')::uuid;
begin
  perform set_config('manumit.claims', '', true);
  if who is null or not identity.spend(decode(v ->> 'challenge', 'hex')) then return null; end if;
  update identity.invitation i set used_at = now() where i.token_hash = sha256(convert_to(token, 'UTF8')) and purpose = 'set-up'
    and used_at is null;
  if not found then return null; end if;
  insert into identity.person (id, name, email, language) values (who, full_name, lower(address), lang);
  insert into identity.role_grant (id, person_id, role, party_id, granted_by)
    values (grant_id, who, (identity.group('office'))[1], headquarters, who);
  perform identity.store_passkey(who, v);
  return identity.new_session(who, session, token_hash);
end
$$;
alter function identity.set_up_by_passkey(text, bytea, text, text, text, text, uuid, uuid, uuid, bytea) owner to manumit_guard;
revoke all on function identity.set_up_by_passkey(text, bytea, text, text, text, text, uuid, uuid, uuid, bytea) from public;
grant execute on function identity.set_up_by_passkey(text, bytea, text, text, text, text, uuid, uuid, uuid, bytea) to manumit_app;
