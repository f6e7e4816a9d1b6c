comment on table lrs.statement is
  'A statement as it is returned. Append-only: whether it was voided is determined from the statements that refer to it. Query keys are '
  'stored in the same row as 64-bit numbers that include the source, so their indexes are small and need no further column.';
comment on column lrs.statement.ref is 'The statement it refers to, and whether it voids that.';
comment on column lrs.statement.completes is 'Whether it reports a completion or a pass: training records are made from these.';
comment on column lrs.statement.around_key is
  'The first context activity of a statement, as a 64-bit number; the second is in the next column. Most statements name no more, and '
  'an extra row and index entry are most of the cost of storing one. Further ones are in lrs.mention.';
comment on column lrs.statement.xid is
  'The transaction that stored it. A query for newer statements stops before transactions that are still open.';
comment on column lrs.statement.agent_key is 'The actor as a 64-bit number; so are the verb and the activity in the next columns.';

alter table lrs.statement enable row level security;
alter table lrs.statement force row level security;
-- A source writes and reads only its own statements. The training officer of its party reads them, to make training records.
grant select on lrs.statement to manumit_app;
grant select, insert, delete on lrs.statement to manumit_guard;

create policy statement_read on lrs.statement for select to manumit_app using (
  source_id = (select lrs.own_source())
  or party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy guard_all on lrs.statement to manumit_guard using (true) with check (true);

create policy owner_all on lrs.statement to manumit_schema using (true) with check (true);
