comment on table training.first_look is
  'What somebody knew before they began a module: eight questions, once, that count for nothing. With the first final check it says '
  'what a course teaches (A2), in means over people; of one person it says nothing to anybody but their instructor.';
comment on column training.first_look.sheet is
  'The test on paper it was entered with, as completions name it: an instructor enters how many were right before, and what the first '
  'final test came to. Null: at the player, where the first check is kept itself.';

alter table training.first_look enable row level security;
alter table training.first_look force row level security;
grant select, insert on training.first_look to manumit_app;
grant select, delete on training.first_look to manumit_guard;
grant update (score) on training.first_look to manumit_guard;

create policy first_look_read on training.first_look for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer}'))::uuid[])
  or trainee_id = (select training.own_trainee())
);

-- A learner says of themselves what they knew; of a sheet the instructor says it, in their own name, of people of their own party.
create policy first_look_write on training.first_look for insert to manumit_app with check (
  trainee_id = (select training.own_trainee())
  and sheet is null
  and recorded_by is null
);

create policy first_look_enter on training.first_look for insert to manumit_app with check (
  sheet is not null
  and recorded_by = (select identity.person())
  and party_id = any ((select identity.parties('{training-officer}'))::uuid[])
);

create policy first_look_guard on training.first_look for select to manumit_guard using (true);

-- What was known before is entered with a test on paper that may not have been passed, and then no record hangs on it that could be taken
-- back: whoever counted a sheet wrongly, or entered another person's, mends it here. Null takes it back. Of what a learner answered at the
-- player nobody says anything but the learner..
create policy first_look_mend on training.first_look for update to manumit_guard using (true) with check (true);

-- A sheet taken back was another person's, or wrongly counted: what was said with it of before goes too, and can be entered anew with a
-- test of another series or day.
create policy first_look_take_back on training.first_look for delete to manumit_guard using (sheet is not null);

create policy first_look_owner on training.first_look to manumit_schema using (true) with check (true);
