-- Which versions of the courses a party teaches: its curriculum map, and the evidence it left (P5d.2 to P5d.4, A2). A new version asks to be adopted anew.
create table training.courses_taught (
  id uuid primary key,
  party_id uuid not null references parties.party,
  edition_id text not null references policy.edition,
  -- What was adopted: lessons with their versions, by the element they carry, and its fingerprint.
  map jsonb not null check (jsonb_typeof(map) = 'array' and length(map::text) <= 60000),
  map_hash bytea not null check (length(map_hash) = 32),
  evidence_id uuid not null,
  adopted_at timestamptz not null,
  adopted_by uuid not null references identity.person
);
create index courses_taught_party on training.courses_taught (party_id, adopted_at desc);
alter table training.courses_taught enable row level security;
alter table training.courses_taught force row level security;
create policy courses_taught_owner on training.courses_taught to manumit_schema using (true) with check (true);
create policy courses_taught_read on training.courses_taught for select to manumit_app using (
  (select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{training-officer,focal-point,commander}'))::uuid[]));
create policy courses_taught_adopt on training.courses_taught for insert to manumit_app with check (
  adopted_by = (select identity.person()) and party_id = any ((select identity.parties('{training-officer,focal-point,policy-office}'))::uuid[]));
grant select, insert on training.courses_taught to manumit_app;
