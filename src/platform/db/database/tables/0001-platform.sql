-- What every part of the program stands on: what was applied to this database, what was answered, which keys sealed it.
create schema if not exists platform;
grant usage on schema platform to manumit_app, manumit_guard;
grant create on schema platform to manumit_guard;

-- A number that grows with every change of what public pages show, so that an answer made once may be sent again while it stands. A table
-- such a page reads has the trigger `public_change`; test/database/public-version says where one is missing.
create sequence platform.public_change;
-- Until it was asked once, a sequence says the same number before and after.
select nextval('platform.public_change');
grant select, usage on sequence platform.public_change to manumit_guard;

-- The table files that were applied: the program orders them by number and refuses one that was edited since.
create table platform.migration (
  number int primary key,
  name text not null,
  hash text not null,
  applied_at timestamptz not null default now()
);

-- The files of functions and access as they were applied last, and what each of them created. A file with another hash is applied again.
create table platform.definition (
  path text primary key,
  hash text not null,
  makes text[] not null,
  applied_at timestamptz not null default now()
);

-- What was answered to a client key: the same key again gets the same answer and acts once.
create table platform.answered (
  person_id uuid not null,
  key uuid not null,
  command text not null,
  -- Keyed where the input holds a secret (Command.hidden): a plain hash over two passwords could be compared with guesses at the speed of a
  -- graphics card.
  input_hash bytea not null,
  answer jsonb not null,
  at timestamptz not null default now(),
  primary key (person_id, key)
);
create index answered_at on platform.answered (at);

-- The ids of the master keys this database was sealed with. Never a key: with them a start notices a key file that is missing or another's
-- before anything is sealed with the wrong one. The application role has no business here.
create table platform.master_key (
  id text primary key check (id ~ '^[0-9a-f]{16}$'),
  generation int not null unique check (generation > 0),
  recorded_at timestamptz not null default now()
);
