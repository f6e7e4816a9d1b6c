comment on table identity.access_record is
  'Who read what, and who was refused: one row per person, object, outcome and minute, append-only. A row names an object and holds '
  'none of its content. There are no foreign keys: a record outlives its object and is written separately from the read.';
comment on column identity.access_record.object_id is
  'Null for a list that has no single object, and where a refused person requested something that does not exist: made-up ids must not '
  'fill the table.';
comment on column identity.access_record.minute is
  'The time of the read, cut to the minute. Reading the same object again within the minute adds no row.';
comment on column identity.access_record.kind is
  'What was read. For evidence, dossier and roster the object is the party whose list it is.';
comment on column identity.access_record.party_id is 'The party of the object; null if it has no single one, as a round and its report.';
comment on column identity.access_record.outcome is 'read: the reader got it; denied: the reader was refused.';

alter table identity.access_record enable row level security;
alter table identity.access_record force row level security;
grant select on identity.access_record to manumit_app;
grant select, insert, delete on identity.access_record to manumit_guard;

-- The policy office and auditors read all rows; a party's administrator reads those of that party.
create policy access_record_read on identity.access_record for select to manumit_app using (
  (select identity.holds(identity.group('overseers')))
  or party_id = any ((select identity.parties(identity.group('party-admins')))::uuid[])
);

create policy access_record_guard on identity.access_record to manumit_guard using (true) with check (true);

create policy access_record_owner on identity.access_record to manumit_schema using (true) with check (true);
