comment on table ledger.link is
  'The hash chain, filled by the sequencer: hash n is SHA-256 of hash n-1 and leaf n. Entries join in the order their transactions '
  'ended.';
comment on column ledger.link.index is 'The place of the entry: its number in the chain and the number of its leaf in the tree.';
comment on column ledger.link.chain_hash is 'SHA-256 of the chain hash of the entry before and the leaf of this one.';

alter table ledger.link enable row level security;
alter table ledger.link force row level security;
grant select on ledger.link to manumit_app;
grant select, insert on ledger.link to manumit_guard;

create policy link_read on ledger.link for select to manumit_app using ((select identity.holds(identity.group('overseers'))));

create policy guard_all on ledger.link to manumit_guard using (true) with check (true);

create policy owner_all on ledger.link to manumit_schema using (true) with check (true);
