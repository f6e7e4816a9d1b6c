create or replace function identity.new_session(who uuid, session uuid, token_hash bytea) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into identity.session (id, person_id, token_hash, ends_at) values (session, who, token_hash, now() + interval '12 hours');
  return identity.set_claims(who, session);
end
$$;
alter function identity.new_session(uuid, uuid, bytea) owner to manumit_guard;
revoke all on function identity.new_session(uuid, uuid, bytea) from public;
