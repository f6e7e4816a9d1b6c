comment on table lrs.statement is
  'One statement as it is given back. Only ever added: whether it was voided is asked of the statements that refer to it. What queries '
  'ask for stands beside it as numbers of 64 bits that hold the source too, so that an index of them is small and needs no further '
  'column.';
comment on column lrs.statement.ref is 'The statement it is about, and whether it takes that back.';
comment on column lrs.statement.completes is 'Whether it says that something was completed or passed: what training records are made from.';
comment on column lrs.statement.around_key is
  'The first activity around a statement, as a number of 64 bits; the second beside it. Most statements name no more, and a row and an '
  'index entry less is most of what storing one costs. Further ones are in lrs.mention.';

alter table lrs.statement enable row level security;
alter table lrs.statement force row level security;
-- A source writes and reads its own and nothing else. The training officer of its party reads its statements, to make training records from
-- them.
grant select on lrs.statement to manumit_app;
grant select, insert, delete on lrs.statement to manumit_guard;

create policy statement_read on lrs.statement for select to manumit_app using (
  source_id = (select lrs.own_source())
  or party_id = any ((select identity.parties('{training-officer}'))::uuid[])
);

create policy guard_all on lrs.statement to manumit_guard using (true) with check (true);

create policy owner_all on lrs.statement to manumit_schema using (true) with check (true);
