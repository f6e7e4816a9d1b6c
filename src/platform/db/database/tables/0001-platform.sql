-- Tables that every part of the program needs: applied files, stored responses and the ids of the encryption keys.
create schema if not exists platform;
grant usage on schema platform to manumit_app, manumit_guard;
grant create on schema platform to manumit_guard;

-- A number that grows with every change to what public pages show, so that a response can be reused until the next change. Each table that
-- such a page reads has the trigger `public_change`; test/database/public-version reports a missing one.
create sequence platform.public_change;
-- A sequence returns the same number before and after its first call.
select nextval('platform.public_change');
grant select, usage on sequence platform.public_change to manumit_guard;

create table platform.migration (
  number int primary key,
  name text not null,
  hash text not null,
  applied_at timestamptz not null default now()
);

create table platform.definition (
  path text primary key,
  hash text not null,
  makes text[] not null
);

create table platform.stored_response (
  person_id uuid not null,
  key uuid not null,
  command text not null,
  input_hash bytea not null,
  answer jsonb not null,
  at timestamptz not null default now(),
  primary key (person_id, key)
);
create index stored_response_at on platform.stored_response (at);

create table platform.master_key (
  id text primary key check (id ~ '^[0-9a-f]{16}$'),
  generation int not null unique check (generation > 0),
  recorded_at timestamptz not null default now()
);
