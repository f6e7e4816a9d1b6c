comment on table training.lesson_done is 'Lessons read in the player.';

alter table training.lesson_done enable row level security;
alter table training.lesson_done force row level security;
grant select, insert on training.lesson_done to manumit_app;
grant select, insert, update on training.lesson_done to manumit_guard;

create policy lesson_done_read on training.lesson_done for select to manumit_app using (
  trainee_id = (select training.own_trainee())
  or party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy lesson_done_write on training.lesson_done for insert to manumit_app with check (
  trainee_id = (select training.own_trainee())
);

create policy lesson_done_guard on training.lesson_done to manumit_guard using (true) with check (true);

create policy lesson_done_owner on training.lesson_done to manumit_schema using (true) with check (true);
