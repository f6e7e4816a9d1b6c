comment on table ledger.padding is
  'Leaves without an entry, so that the published size does not reveal the number of commands. One row per run: leaf n is derived from '
  'the seed and n.';
comment on column ledger.padding.from_index is 'The place of the first leaf of the run.';
comment on column ledger.padding.seed is
  'Random. Leaf n is the hash of this seed and n, so nobody without it can distinguish the run from entries.';

alter table ledger.padding enable row level security;
alter table ledger.padding force row level security;
grant select on ledger.padding to manumit_app;
grant select, insert, update, delete on ledger.padding to manumit_guard;

create policy padding_read on ledger.padding for select to manumit_app using ((select identity.holds(identity.group('overseers'))));

create policy guard_all on ledger.padding to manumit_guard using (true) with check (true);

create policy owner_all on ledger.padding to manumit_schema using (true) with check (true);

create trigger require_job before insert or update on ledger.padding
  for each row execute function identity.require_job('maintain-log');
