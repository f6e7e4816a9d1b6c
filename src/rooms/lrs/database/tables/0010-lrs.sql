-- The learning record store: statements and documents that the learning systems of nations and contractors send (xAPI), separated by
-- source.
create schema lrs;
grant usage on schema lrs to manumit_app, manumit_guard;
grant create on schema lrs to manumit_guard;

create table lrs.source (
  id uuid primary key,
  party_id uuid not null references parties.party,
  name text not null check (name ~ '^[a-z0-9][a-z0-9.-]{0,59}$'),
  created_at timestamptz not null,
  created_by uuid not null references identity.person,
  unique (party_id, name)
);

create table lrs.credential (
  id uuid primary key,
  source_id uuid not null references lrs.source,
  party_id uuid not null,
  secret_hash bytea not null unique,
  created_at timestamptz not null,
  created_by uuid not null references identity.person,
  revoked_at timestamptz,
  revoked_by uuid references identity.person,
  check ((revoked_at is null) = (revoked_by is null))
);
create index credential_source on lrs.credential (source_id);

create table lrs.statement (
  source_id uuid not null,
  party_id uuid not null,
  id uuid not null,
  stored_at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  agent_key int8,
  verb_key int8 not null,
  activity_key int8,
  registration uuid,
  ref uuid,
  voiding boolean not null,
  completes boolean not null,
  statement text not null,
  around_key int8,
  other_around_key int8,
  primary key (id, source_id)
);
create index statement_stored on lrs.statement (source_id, stored_at, id);
create index statement_agent on lrs.statement (agent_key, stored_at);
create index statement_verb on lrs.statement (verb_key, stored_at);
create index statement_activity on lrs.statement (activity_key, stored_at);
create index statement_registration on lrs.statement (registration, stored_at) where registration is not null;
create index statement_ref on lrs.statement (source_id, ref) where ref is not null;
create index statement_voiding on lrs.statement (source_id, ref) where voiding;
create index statement_completes on lrs.statement (party_id, xid, stored_at, id) where completes;
create index statement_around on lrs.statement (around_key, stored_at) where around_key is not null;
create index statement_other_around on lrs.statement (other_around_key, stored_at) where other_around_key is not null;

create table lrs.mention (
  key int8 not null,
  stored_at timestamptz not null,
  statement_id uuid not null,
  source_id uuid not null,
  primary key (key, stored_at, statement_id)
);

create table lrs.attachment (
  source_id uuid not null,
  sha2 text not null check (sha2 ~ '^[0-9a-f]{56,128}$'),
  content bytea not null,
  stored_at timestamptz not null,
  primary key (source_id, sha2)
);

create table lrs.document (
  source_id uuid not null,
  scope bytea not null,
  registration uuid not null,
  name text not null check (length(name) between 1 and 1000),
  content_type text not null check (length(content_type) <= 200),
  content bytea not null,
  etag text not null,
  updated_at timestamptz not null,
  primary key (source_id, scope, registration, name)
);
