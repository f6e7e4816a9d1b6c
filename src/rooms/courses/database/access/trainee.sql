comment on table training.trainee is
  'A trainee: a person who must learn. No name is stored: a trainee is a service number, and the party keeps the name.';
comment on column training.trainee.party_id is
  'The party the person belongs to: a nation, a body, an operation (local hires) or a contractor.';
comment on column training.trainee.roles is 'Roles of the curriculum (policies/<edition>/courses/curriculum.yaml), not of grants.';
comment on column training.trainee.person_id is 'The account of a trainee who also works at the desk.';
comment on column training.trainee.ready_until is
  'Until when every required module of the person is covered; null while one is not. This column alone shows who may deploy.';

alter table training.trainee enable row level security;
alter table training.trainee force row level security;
grant select, insert on training.trainee to manumit_app;
grant update (category, roles, unit_id, operation_id, rotation_id, arrives_on, leaves_on, person_id, left_at, version) on
  training.trainee to manumit_app;
grant select, insert, update on training.trainee to manumit_guard;

-- Each sub-query that a policy reaches reads the claims again, in the written order (docs/decisions/010). For each instructor who reads a
-- row, ten thousand learners upload their work, so the learner's own rows are checked first. The meaning of each policy did not change.
create policy trainee_read on training.trainee for select to manumit_app using (
  id = (select training.own_trainee())
  or party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
  or (operation_id = any ((select identity.parties(identity.group('training-managers')))::uuid[]) and left_at is null)
  or person_id = (select identity.person())
);

create policy trainee_write on training.trainee for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy trainee_change on training.trainee for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
) with check (party_id = any ((select identity.parties(identity.group('trainers')))::uuid[]));

create policy trainee_guard on training.trainee to manumit_guard using (true) with check (true);

create policy trainee_owner on training.trainee to manumit_schema using (true) with check (true);

create trigger add_number after insert on training.trainee
  referencing new table as added for each statement execute function identity.add_number();

create trigger remove_number after delete on training.trainee
  referencing old table as gone for each statement execute function identity.remove_number();
