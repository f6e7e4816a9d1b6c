alter table ledger.sequencer enable row level security;
alter table ledger.sequencer force row level security;
grant select, update on ledger.sequencer to manumit_guard;

create policy guard_all on ledger.sequencer to manumit_guard using (true) with check (true);

create policy owner_all on ledger.sequencer to manumit_schema using (true) with check (true);

create trigger ask_job before update of origin on ledger.sequencer
  for each row execute function identity.ask_job('keep-log');
