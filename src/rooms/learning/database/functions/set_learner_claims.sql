-- Sets the claims of a learner for this transaction: their own id, no grants.
create or replace function training.set_learner_claims(who uuid, number text, session uuid) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare claims jsonb := jsonb_build_object('person', who, 'kind', 'learner', 'name', number, 'session', session, 'language', 'en', 'sole',
  false, 'grants', '[]'::jsonb);
begin
  perform set_config('manumit.claims', identity.signature(key, convert_to(claims::text, 'UTF8')) || claims::text, true)
    from identity.signing_key();
  return claims;
end
$$;
alter function training.set_learner_claims(uuid, text, uuid) owner to manumit_guard;
revoke all on function training.set_learner_claims(uuid, text, uuid) from public;
