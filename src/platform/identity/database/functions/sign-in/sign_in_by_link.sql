-- Signing in by a one-time link is a command: it opens an account. Its claims hold for this transaction, together with those of the step
-- that follows.
create or replace function identity.sign_in_by_link(who uuid, token_hash bytea, session uuid) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare passed jsonb := identity.pass_first_factor(who, 'link', token_hash, session);
begin
  if passed ? 'pending' then return identity.set_claims(who, session) || (passed -> 'pending'); end if;
  return passed;
end
$$;
alter function identity.sign_in_by_link(uuid, bytea, uuid) owner to manumit_guard;
revoke all on function identity.sign_in_by_link(uuid, bytea, uuid) from public;
