create or replace function identity.sign_in_by_invitation(
  token text, full_name text, lang text, new_salt bytea, derived bytea, session uuid, token_hash bytea
) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid;
begin
  perform set_config('manumit.claims', '', true);
  update identity.invitation i set used_at = now() where i.token_hash = sha256(convert_to(token, 'UTF8')) and purpose = 'invitation'
    and used_at is null
    and ends_at > now() returning person_id into who;
  if not found then return null; end if;
  update identity.person set name = full_name, language = lang where id = who and disabled_at is null;
  if not found then return null; end if;
  perform identity.set_password(who, new_salt, derived);
  return identity.sign_in_by_link(who, token_hash, session);
end
$$;
alter function identity.sign_in_by_invitation(text, text, text, bytea, bytea, uuid, bytea) owner to manumit_guard;
revoke all on function identity.sign_in_by_invitation(text, text, text, bytea, bytea, uuid, bytea) from public;
grant execute on function identity.sign_in_by_invitation(text, text, text, bytea, bytea, uuid, bytea) to manumit_app;
