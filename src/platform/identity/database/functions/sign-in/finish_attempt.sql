create or replace function identity.finish_attempt(tried identity.attempt, token_hash bytea, session uuid) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update identity.attempt set finished_at = now() where id = tried.id and finished_at is null;
  if not found then return null; end if;
  return identity.new_session(tried.person_id, session, token_hash);
end
$$;
alter function identity.finish_attempt(identity.attempt, bytea, uuid) owner to manumit_guard;
revoke all on function identity.finish_attempt(identity.attempt, bytea, uuid) from public;
