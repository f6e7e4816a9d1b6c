create or replace function training.enter_own(once text, new_session uuid, token text, ticket text) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare s record;
begin
  perform set_config('manumit.claims', '', true);
  update training.learner_session k set ended_at = now(), end_reason = 'taken-over' from training.trainee t
    where t.id = k.trainee_id and k.token_hash = sha256(convert_to('once ' || once, 'UTF8')) and k.ended_at is null and k.ends_at > now()
    and t.left_at is null
    returning k.trainee_id, k.party_id, t.service_number into s;
  if not found then return null; end if;
  insert into training.learner_session (id, trainee_id, party_id, token_hash, ticket_hash, ends_at, ticket_ends_at)
    values (new_session, s.trainee_id, s.party_id, sha256(convert_to(token, 'UTF8')), sha256(convert_to(ticket, 'UTF8')),
      now() + interval '24 hours', now() + interval '60 days');
  return training.set_learner_claims(s.trainee_id, s.service_number, new_session);
end
$$;
alter function training.enter_own(text, uuid, text, text) owner to manumit_guard;
revoke all on function training.enter_own(text, uuid, text, text) from public;
grant execute on function training.enter_own(text, uuid, text, text) to manumit_app;
