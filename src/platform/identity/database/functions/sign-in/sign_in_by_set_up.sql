-- The first user: takes headquarters' policy office with the one-time link, once.
create or replace function identity.sign_in_by_set_up(
  token text, who uuid, full_name text, address text, lang text, grant_id uuid, headquarters uuid, new_salt bytea,
  derived bytea, session uuid, token_hash bytea
) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform set_config('manumit.claims', '', true);
  update identity.invitation i set used_at = now() where i.token_hash = sha256(convert_to(token, 'UTF8')) and purpose = 'set-up'
    and used_at is null;
  if not found then return null; end if;
  insert into identity.person (id, name, email, language) values (who, full_name, lower(address), lang);
  insert into identity.role_grant (id, person_id, role, party_id, granted_by)
    values (grant_id, who, (identity.group('office'))[1], headquarters, who);
  perform identity.set_password(who, new_salt, derived);
  return identity.sign_in_by_link(who, token_hash, session);
end
$$;
alter function identity.sign_in_by_set_up(text, uuid, text, text, text, uuid, uuid, bytea, bytea, uuid, bytea) owner to manumit_guard;
revoke all on function identity.sign_in_by_set_up(text, uuid, text, text, text, uuid, uuid, bytea, bytea, uuid, bytea) from public;
grant execute on function identity.sign_in_by_set_up(text, uuid, text, text, text, uuid, uuid, bytea, bytea, uuid, bytea) to manumit_app;
