create schema ledger;
grant usage on schema ledger to manumit_app, manumit_guard;
grant create on schema ledger to manumit_guard;

-- The ledger: one entry per act, written in the transaction of the act. Entries hold pseudonymous ids and a salted commitment, never
-- content.
create table ledger.entry (
  id uuid primary key,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  format smallint not null,
  person_id uuid not null,
  command text not null,
  clause_ids text[] not null,
  operational text,
  party_id uuid,
  subject_kind text not null,
  subject_id uuid not null,
  evidence_kind text,
  commitment bytea not null,
  leaf_hash bytea not null,
  check ((operational is null) = (cardinality(clause_ids) > 0))
);
create index entry_party on ledger.entry (party_id, id);
create index entry_xid on ledger.entry (xid, id);

-- What opens a commitment: the salt, and what was done. Erasing this row erases the content; the leaf stays. The ledger's own tables grow
-- with every act and are written by one function only, so they point to entries without foreign keys (and can be partitioned).
create table ledger.opening (
  entry_id uuid primary key,
  salt bytea not null,
  detail jsonb not null
);

-- The chain, filled by the sequencer: hash n is SHA-256 of hash n-1 and leaf n. Entries join in the order their transactions ended.
create table ledger.link (
  index bigint primary key,
  entry_id uuid not null unique,
  chain_hash bytea not null
);

create table ledger.sequencer (
  id int primary key default 1 check (id = 1),
  horizon xid8 not null,
  next_index bigint not null,
  chain_hash bytea not null,
  origin text
);
insert into ledger.sequencer (horizon, next_index, chain_hash) values ('0', 0, sha256('manumit ledger, format 1'));

-- The Merkle tree over the ledger (RFC 9162), so that anybody who kept one checkpoint notices an altered past. The index of a link is the
-- index of its leaf; leaves without a link are padding. Hashes are kept as tiles (C2SP tlog-tiles): 256 side by side, the newest of each
-- level still growing. They are the whole tree and its right edge at once.
create table ledger.tile (
  level int not null,
  number bigint not null,
  hashes bytea not null,
  primary key (level, number)
);
-- Hashes do not compress: trying costs more than the row.
alter table ledger.tile alter column hashes set storage external;

-- Leaves that stand for no act, so that the published size tells nothing. One row per run: leaf n is made from the seed and n.
create table ledger.padding (
  from_index bigint primary key,
  count int not null check (count > 0),
  seed bytea not null,
  at timestamptz not null
);

-- What was signed: one a day for everybody (`day`), the others for enrolled outside checks only.
create table ledger.checkpoint (
  size bigint primary key,
  root bytea not null,
  note text not null,
  signed_at timestamptz not null,
  day date unique
);

-- The keys that signed, with the size from which each did.
create table ledger.log_key (
  vkey text primary key,
  from_size bigint not null,
  since timestamptz not null
);

-- Outside checks that keep the last checkpoint and say so by their own signature.
create table ledger.witness (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  vkey text not null,
  url text not null,
  enrolled_by uuid not null,
  enrolled_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  -- What it last signed, and what it last said against this log.
  size bigint not null default 0,
  signed_at timestamptz,
  fault text check (fault in ('unreachable', 'refused', 'forked')),
  fault_at timestamptz
);
create unique index witness_name on ledger.witness (name) where ended_at is null;

create table ledger.cosignature (
  size bigint not null references ledger.checkpoint on delete cascade,
  witness_id uuid not null references ledger.witness,
  line text not null,
  primary key (size, witness_id)
);

-- Openings taken away for good, by two persons. The leaf of each of the two acts names the entry, so that a verifier needs nothing else.
create table ledger.erasure (
  entry_id uuid primary key,
  reason text not null check (length(reason) between 1 and 2000),
  asked_by uuid not null,
  asked_at timestamptz not null,
  approved_by uuid check (approved_by <> asked_by),
  approved_at timestamptz,
  check ((approved_by is null) = (approved_at is null))
);
