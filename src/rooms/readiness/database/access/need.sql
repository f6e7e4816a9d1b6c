comment on table training.need is 'A person and a module they must have. Written only by the guard''s functions.';
comment on column training.need.operation_id is 'Copied from the trainee, so that a board is counted from one index.';
comment on column training.need.covered_until is
  'Covered by completions that count; ''infinity'': as long as the appointment. In the past: expired. Null: never covered.';
comment on column training.need.missing is 'Lessons that no completion covers, if others are covered; signed or not.';
comment on column training.need.source is 'How the latest completion was made; if passed but not signed, it does not count.';
comment on column training.need.leaves_on is
  'The date the person leaves, copied from the trainee, so that an index gives what a board counts as missing. A person who has left '
  'has no needs.';
comment on column training.need.enrolled_until is
  'The last day of the last class that teaches it and includes the person; null: none. Computed when access slips and classes are '
  'written, so that a board shows progress but no lessons or tries.';
comment on column training.need.begun is
  'A lesson was read or a check drawn, of the module or of one that renews it, since it was last passed.';
comment on column training.need.unsigned is
  'The latest pass of it, or of a module that renews it, is not signed yet and so does not count.';
comment on column training.need.grace_until is
  'Until when the person has time for the module (`within` of every rule that requires it of them); it is owed only afterwards. Null '
  'without an arrival date, or if it is required on arrival.';

alter table training.need enable row level security;
alter table training.need force row level security;
grant select on training.need to manumit_app;
grant select, insert, update, delete on training.need to manumit_guard;

create policy need_read on training.need for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
  or operation_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
  or trainee_id = (select training.own_trainee())
  or trainee_id in (select t.id from training.trainee t where t.person_id = (select identity.person()))
);

create policy need_guard on training.need to manumit_guard using (true) with check (true);

create policy need_owner on training.need to manumit_schema using (true) with check (true);
