comment on table ledger.tile is
  'The Merkle tree over the ledger (RFC 9162): anyone who kept one checkpoint can detect a changed past. The index of a link is the '
  'index of its leaf; leaves without a link are padding. Hashes are stored as tiles (C2SP tlog-tiles): 256 side by side, the newest of '
  'each level still growing. They hold both the whole tree and its right edge.';
comment on column ledger.tile.level is '0: hashes of leaves; each level above holds the roots of full tiles of the level below.';
comment on column ledger.tile.number is 'The place of the tile in its level, from 0.';
comment on column ledger.tile.hashes is 'Up to 256 hashes of 32 bytes, one after the other.';

alter table ledger.tile enable row level security;
alter table ledger.tile force row level security;
grant select, insert, update, delete on ledger.tile to manumit_guard;

create policy guard_all on ledger.tile to manumit_guard using (true) with check (true);

create policy owner_all on ledger.tile to manumit_schema using (true) with check (true);
