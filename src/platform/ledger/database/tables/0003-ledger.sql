create schema ledger;
grant usage on schema ledger to manumit_app, manumit_guard;
grant create on schema ledger to manumit_guard;

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

create table ledger.opening (
  entry_id uuid primary key,
  salt bytea not null,
  detail jsonb not null
);

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

create table ledger.tile (
  level int not null,
  number bigint not null,
  hashes bytea not null,
  primary key (level, number)
);
-- Hashes do not compress: trying costs more than the row.
alter table ledger.tile alter column hashes set storage external;

create table ledger.padding (
  from_index bigint primary key,
  count int not null check (count > 0),
  seed bytea not null,
  at timestamptz not null
);

create table ledger.checkpoint (
  size bigint primary key,
  root bytea not null,
  note text not null,
  signed_at timestamptz not null,
  day date unique
);

create table ledger.log_key (
  vkey text primary key,
  from_size bigint not null,
  since timestamptz not null
);

create table ledger.witness (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  vkey text not null,
  url text not null,
  enrolled_by uuid not null,
  enrolled_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
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

create table ledger.erasure (
  entry_id uuid primary key,
  reason text not null check (length(reason) between 1 and 2000),
  requested_by uuid not null,
  requested_at timestamptz not null,
  approved_by uuid check (approved_by <> requested_by),
  approved_at timestamptz,
  check ((approved_by is null) = (approved_at is null))
);
