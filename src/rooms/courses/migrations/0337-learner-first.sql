-- Of a policy's sub-queries each that is come to asks the claims anew, in the order in which they stand (docs/decisions/010). Ten thousand learners hand in what they
-- did where one instructor looks at it: whether it is the learner's own is asked first. Each policy says what it said before (0300, 0305).
alter policy trainee_read on training.trainee using (
  id = (select training.own_trainee())
  or party_id = any ((select identity.parties('{training-officer,commander}'))::uuid[])
  or (operation_id = any ((select identity.parties('{training-officer,commander}'))::uuid[]) and left_at is null)
  or person_id = (select identity.person()));
alter policy completion_read on training.completion using (
  trainee_id = (select training.own_trainee())
  or party_id = any ((select identity.parties('{training-officer,commander}'))::uuid[])
  or trainee_id in (select t.id from training.trainee t where t.person_id = (select identity.person())
    or t.operation_id = any ((select identity.parties('{training-officer,commander}'))::uuid[])));
alter policy completion_write on training.completion with check (
  (recorded_by is null and trainee_id = (select training.own_trainee()) and way = 'player')
  or (recorded_by = (select identity.person()) and party_id = any ((select identity.parties('{training-officer}'))::uuid[])));
alter policy completion_acknowledge on training.completion
  using (trainee_id = (select training.own_trainee()) or party_id = any ((select identity.parties('{training-officer}'))::uuid[]))
  with check ((trainee_id = (select training.own_trainee()) or party_id = any ((select identity.parties('{training-officer}'))::uuid[]))
    and (revoked_by is null or revoked_by = (select identity.person())));
do $$ declare t text; begin
  foreach t in array array['lesson_done', 'attempt', 'tries_reset'] loop
    execute format('alter policy %I on training.%I using (trainee_id = (select training.own_trainee())
      or party_id = any ((select identity.parties(''{training-officer}''))::uuid[]))', t || '_read', t);
  end loop;
end $$;
