comment on table ledger.padding is
  'Leaves that stand for no act, so that the published size tells nothing. One row per run: leaf n is made from the seed and n.';

alter table ledger.padding enable row level security;
alter table ledger.padding force row level security;
grant select on ledger.padding to manumit_app;
grant select, insert, update, delete on ledger.padding to manumit_guard;

create policy padding_read on ledger.padding for select to manumit_app using ((select identity.holds('{auditor,policy-office}')));

create policy guard_all on ledger.padding to manumit_guard using (true) with check (true);

create policy owner_all on ledger.padding to manumit_schema using (true) with check (true);

create trigger ask_job before insert or update on ledger.padding
  for each row execute function identity.ask_job('keep-log');
