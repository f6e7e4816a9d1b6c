comment on table ledger.sequencer is 'How far the chain and the tree reach. One row.';
comment on column ledger.sequencer.horizon is
  'The transaction from which on entries may still be without a place. One that is open holds later ones back, so no place is left empty.';

alter table ledger.sequencer enable row level security;
alter table ledger.sequencer force row level security;
grant select, update on ledger.sequencer to manumit_guard;

create policy guard_all on ledger.sequencer to manumit_guard using (true) with check (true);

create policy owner_all on ledger.sequencer to manumit_schema using (true) with check (true);

create trigger ask_job before update of origin on ledger.sequencer
  for each row execute function identity.ask_job('keep-log');
