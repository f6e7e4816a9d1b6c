-- Gives a user with an account access to their own modules: a player sign-in valid for two minutes, for the trainee linked to the account.
create or replace function training.open_own(who uuid, new_session uuid, once text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into training.learner_session (id, trainee_id, party_id, token_hash, ticket_hash, ends_at, ticket_ends_at)
    select new_session, t.id, t.party_id, sha256(convert_to('once ' || once, 'UTF8')), sha256(convert_to('once-ticket ' || once, 'UTF8')),
      now() + interval '2 minutes', now()
    from training.trainee t where t.id = who and t.person_id = (select identity.person()) and t.left_at is null;
  return found;
end
$$;
alter function training.open_own(uuid, uuid, text) owner to manumit_guard;
revoke all on function training.open_own(uuid, uuid, text) from public;
grant execute on function training.open_own(uuid, uuid, text) to manumit_app;
