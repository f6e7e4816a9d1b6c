comment on table training.class is
  'A class teaches modules to people of one party for some days. Its code opens it for holders of an access slip.';
comment on column training.class.code is 'No letters that look like digits.';
comment on column training.class.seats is 'How many people the class can take; null: no limit is set.';
comment on column training.class.module_ids is 'The modules that it teaches.';

alter table training.class enable row level security;
alter table training.class force row level security;
grant select, insert on training.class to manumit_app;
grant update (title, module_ids, instructor_id, ends_on, closed_at, seats, version) on training.class to manumit_app;
grant select, insert, update on training.class to manumit_guard;

-- Those who teach see the class; a commander sees that it exists, and the board, but no person's tries.
create policy class_read on training.class for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
);

create policy class_write on training.class for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy class_change on training.class for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
) with check (party_id = any ((select identity.parties(identity.group('trainers')))::uuid[]));

create policy class_guard on training.class to manumit_guard using (true) with check (true);

create policy class_owner on training.class to manumit_schema using (true) with check (true);
