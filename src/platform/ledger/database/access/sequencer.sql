comment on table ledger.sequencer is 'The progress of the chain and the tree. One row.';
comment on column ledger.sequencer.horizon is
  'The first transaction whose entries may still lack a place. An open transaction holds back later ones, so that no place is left '
  'empty.';
comment on column ledger.sequencer.next_index is 'The size of the tree: entries with a place, and padding.';
comment on column ledger.sequencer.chain_hash is 'The hash of the newest link, from which the next one continues.';
comment on column ledger.sequencer.origin is 'The name of the log in its checkpoints; set once, never changed.';

alter table ledger.sequencer enable row level security;
alter table ledger.sequencer force row level security;
grant select, update on ledger.sequencer to manumit_guard;

create policy guard_all on ledger.sequencer to manumit_guard using (true) with check (true);

create policy owner_all on ledger.sequencer to manumit_schema using (true) with check (true);

create trigger require_job before update of origin on ledger.sequencer
  for each row execute function identity.require_job('maintain-log');
