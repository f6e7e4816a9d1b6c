comment on table identity.access_record is
  'Who looked at what, and who was refused: one row per person, object, outcome and minute, only ever added. It names objects and '
  'holds nothing of them. No foreign keys: a record outlives what it names, and is written apart from the read.';
comment on column identity.access_record.object_id is
  'Null for a list that is of no single object, and where a refused person asked for what does not exist: made-up ids fill no table.';

alter table identity.access_record enable row level security;
alter table identity.access_record force row level security;
grant select on identity.access_record to manumit_app;
grant select, insert, delete on identity.access_record to manumit_guard;

-- Read by the policy office and auditors, and by a party's administrator for what is that party's.
create policy access_record_read on identity.access_record for select to manumit_app using (
  (select identity.holds('{policy-office,auditor}'))
  or party_id = any ((select identity.parties('{party-admin}'))::uuid[])
);

create policy access_record_guard on identity.access_record to manumit_guard using (true) with check (true);

create policy access_record_owner on identity.access_record to manumit_schema using (true) with check (true);
