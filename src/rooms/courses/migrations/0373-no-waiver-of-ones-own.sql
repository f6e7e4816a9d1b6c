-- A waiver is approved by whoever leads, and never by the one it is for (0301 said so and did not ask): a commander who stands on a roster needs another's.
drop policy waiver_write on training.waiver;
create policy waiver_write on training.waiver for insert to manumit_app with check (
  approved_by = (select identity.person()) and ended_by is null and party_id = any ((select identity.parties('{commander}'))::uuid[])
  and not exists (select from training.trainee t where t.id = trainee_id and t.person_id = (select identity.person())));
