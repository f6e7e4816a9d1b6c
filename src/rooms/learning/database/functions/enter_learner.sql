-- Opens the claims of a learner by the session secret, or by the queue secret, which outlives it. Sequential scans are off: no index
-- serves a condition that chooses one of two by `case`, and each upload read every session.
create or replace function training.enter_learner(secret text, of_queue boolean) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
as $$
declare s record; hash bytea := sha256(convert_to(secret, 'UTF8'));
begin
  perform set_config('manumit.claims', '', true);
  if of_queue then
    select k.id, k.trainee_id, t.service_number into s from training.learner_session k join training.trainee t on t.id = k.trainee_id
      where k.ticket_hash = hash and k.ticket_ends_at > now() and t.left_at is null;
  else
    select k.id, k.trainee_id, t.service_number into s from training.learner_session k join training.trainee t on t.id = k.trainee_id
      where k.token_hash = hash and k.ended_at is null and k.ends_at > now() and t.left_at is null;
  end if;
  if not found then return null; end if;
  return training.set_learner_claims(s.trainee_id, s.service_number, s.id);
end
$$;
alter function training.enter_learner(text, boolean) owner to manumit_guard;
revoke all on function training.enter_learner(text, boolean) from public;
grant execute on function training.enter_learner(text, boolean) to manumit_app;
