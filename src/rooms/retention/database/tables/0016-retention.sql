-- Retention: proven backups, holds on deletion, and the deletion itself.
create schema retention;
grant usage on schema retention to manumit_app, manumit_guard;
grant create on schema retention to manumit_guard;

create table retention.backup (
  id uuid primary key,
  name text not null unique check (length(name) between 1 and 100),
  kind text not null check (kind in ('cluster', 'logical')),
  created_at timestamptz not null,
  bytes bigint not null check (bytes > 0),
  recipients int not null check (recipients > 0),
  proven_at timestamptz not null check (proven_at >= created_at),
  proof_seconds numeric not null,
  tables int not null,
  row_count bigint not null,
  links bigint not null,
  recorded_by uuid not null references identity.person,
  noted bigint generated always as identity unique
);

create table retention.hold (
  id uuid primary key,
  person_id uuid references identity.person,
  reason text not null check (length(reason) between 1 and 2000),
  placed_by uuid not null references identity.person,
  placed_at timestamptz not null,
  lifted_by uuid references identity.person,
  lifted_at timestamptz,
  check ((lifted_by is null) = (lifted_at is null))
);
create index hold_open on retention.hold (person_id) where lifted_at is null;
