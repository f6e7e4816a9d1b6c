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
