-- Opens the claims of a learner, as before (0305). A condition that is one of two by `case` is none an index serves: every session there is was read for each hand-in.
create or replace function training.enter_learner(secret text, of_queue boolean) returns jsonb language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
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
  return training.admit(s.trainee_id, s.service_number, s.id);
end $$;

-- What covers a person is worked out by one plan, whoever they are and however many: made anew for each call, as it would be for a list of one, it costs more than it finds.
alter function training.cover(uuid[]) set plan_cache_mode = force_generic_plan;
