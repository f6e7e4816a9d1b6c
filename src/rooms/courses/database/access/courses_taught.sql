comment on table training.courses_taught is
  'The course versions a party teaches: its curriculum map and the evidence it left (P5d.2 to P5d.4, A2). A new version has to be '
  'adopted again.';
comment on column training.courses_taught.map is
  'What was adopted: lessons with their versions, by the element they cover, and the fingerprint of the map.';
comment on column training.courses_taught.map_hash is 'SHA-256 of `map`. Another hash means that the courses have changed since.';

alter table training.courses_taught enable row level security;
alter table training.courses_taught force row level security;
grant select, insert on training.courses_taught to manumit_app;

create policy courses_taught_read on training.courses_taught for select to manumit_app using (
  (select identity.holds(identity.group('office')))
  or party_id = any ((select identity.parties(identity.group('training-counters')))::uuid[])
);

create policy courses_taught_adopt on training.courses_taught for insert to manumit_app with check (
  adopted_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('course-adopters')))::uuid[])
);

create policy courses_taught_owner on training.courses_taught to manumit_schema using (true) with check (true);
