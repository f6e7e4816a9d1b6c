comment on table training.equivalent is 'Courses recognised as equivalent, with the lessons they cover.';
comment on column training.equivalent.elements is
  'Elements of the training appendix the course covers, and the lessons that therefore need not be taken.';
comment on column training.equivalent.end_reason is 'Why the recognition ended.';
comment on column training.equivalent.lessons is 'The ids of the lessons that it stands for.';

alter table training.equivalent enable row level security;
alter table training.equivalent force row level security;
grant select, insert on training.equivalent to manumit_app;
grant update (ended_at, ended_by, version, end_reason) on training.equivalent to manumit_app;

-- Recognised courses and training offers help every nation, so every signed-in user reads them.
create policy equivalent_read on training.equivalent for select to manumit_app using ((select identity.person()) is not null);

create policy equivalent_write on training.equivalent for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and ended_by is null
  and party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy equivalent_end on training.equivalent for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
) with check (ended_by = (select identity.person()));

create policy equivalent_owner on training.equivalent to manumit_schema using (true) with check (true);
