comment on table training.first_look is
  'A person''s knowledge before a module: eight questions, asked once, that count for nothing. Compared with the first final check they '
  'show what a course teaches (A2), as means over people. The result of one person is visible only to their instructor.';
comment on column training.first_look.sheet is
  'The paper test it was entered with, in the form completions use: an instructor enters how many answers were right before, and the '
  'result of the first final test. Null: answered in the player, where the first check itself is stored.';

alter table training.first_look enable row level security;
alter table training.first_look force row level security;
grant select, insert on training.first_look to manumit_app;
grant select, delete on training.first_look to manumit_guard;
grant update (score) on training.first_look to manumit_guard;

create policy first_look_read on training.first_look for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
  or trainee_id = (select training.own_trainee())
);

-- A learner records their own prior knowledge; for a paper test the instructor records it, in their own name, for people of their own
-- party.
create policy first_look_write on training.first_look for insert to manumit_app with check (
  trainee_id = (select training.own_trainee())
  and sheet is null
  and recorded_by is null
);

create policy first_look_enter on training.first_look for insert to manumit_app with check (
  sheet is not null
  and recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy first_look_guard on training.first_look for select to manumit_guard using (true);

-- Prior knowledge is entered with a paper test that may not have been passed, and then there is no completion to withdraw. An instructor
-- who miscounted, or entered another person's test, corrects it here; null withdraws it. Only the learner can state what they answered in
-- the player.
create policy first_look_correct on training.first_look for update to manumit_guard using (true) with check (true);

-- A withdrawn paper test belonged to another person or was miscounted. The prior knowledge entered with it goes too, and can be entered
-- again with a test of another series or date.
create policy first_look_delete on training.first_look for delete to manumit_guard using (sheet is not null);

create policy first_look_owner on training.first_look to manumit_schema using (true) with check (true);
