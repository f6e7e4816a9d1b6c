-- The ids of the loaded editions, so that other tables can have foreign keys to obligations. The texts stay in the files. The schema owner
-- writes the rows at start; everyone may read them: the policy is public.
create schema policy;
grant usage on schema policy to manumit_app, manumit_guard;
grant create on schema policy to manumit_guard;

create table policy.edition (
  id text primary key,
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  loaded_at timestamptz not null
);

create table policy.obligation (
  edition_id text not null references policy.edition,
  id text not null,
  clause_id text not null,
  primary key (edition_id, id)
);

-- The official text of a clause, as the policy office pasted it. None ships. A replaced or removed text stays as history.
create table policy.official_text (
  id uuid primary key,
  edition_id text not null references policy.edition,
  clause_id text not null check (length(clause_id) between 1 and 40),
  language text not null check (language in ('en', 'fr')),
  body text not null check (length(body) between 1 and 40000),
  authority text not null check (length(authority) between 1 and 200),
  source text not null check (length(source) between 1 and 500),
  read_on date not null,
  released boolean not null,
  recorded_by uuid not null references identity.person,
  recorded_at timestamptz not null,
  ended_by uuid references identity.person,
  ended_at timestamptz,
  end_reason text check (length(end_reason) between 1 and 2000),
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (end_reason is null))
);
create unique index official_text_present on policy.official_text (edition_id, clause_id, language) where ended_at is null;
create index official_text_clause on policy.official_text (edition_id, clause_id, recorded_at desc);

-- Decisions of the policy office on numbers that the policy leaves open. They are never changed: a later one replaces an earlier one.
-- A decision holds from the day after it was made at the earliest, so what was judged on a day is judged alike for ever.
create table policy.parameter_decision (
  edition_id text not null references policy.edition,
  parameter_id text not null check (length(parameter_id) between 1 and 40),
  number int not null check (number > 0),
  value jsonb not null check (jsonb_typeof(value) in ('number', 'string')),
  from_day date not null,
  reason text not null check (length(reason) between 1 and 2000),
  decided_by uuid not null references identity.person,
  decided_at timestamptz not null,
  primary key (edition_id, parameter_id, number),
  check (from_day > (decided_at at time zone 'UTC')::date)
);

-- An edition that the policy office imported at the desk: the whole checked content, so that no file of the program changes. From its
-- day on it is in force. Its content is never changed; a decision can be withdrawn before its day.
create table policy.imported_edition (
  id uuid primary key,
  edition_id text not null check (length(edition_id) between 1 and 40),
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  content jsonb not null check (octet_length(content::text) <= 8388608),
  file_name text not null check (length(file_name) between 1 and 200),
  format text not null check (format in ('zip', 'oscal')),
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  imported_by uuid not null references identity.person,
  imported_at timestamptz not null,
  state text not null default 'draft' check (state in ('draft', 'scheduled', 'withdrawn')),
  from_day date,
  consultation_id uuid,
  consulted_body text check (length(consulted_body) between 1 and 400),
  consulted_on date,
  consulted_outcome text check (length(consulted_outcome) between 1 and 4000),
  reason text check (length(reason) between 1 and 2000),
  decided_by uuid references identity.person,
  decided_at timestamptz,
  ended_by uuid references identity.person,
  ended_at timestamptz,
  end_reason text check (length(end_reason) between 1 and 2000),
  version int not null default 1,
  check (num_nonnulls(from_day, consulted_body, consulted_on, consulted_outcome, reason, decided_by, decided_at) in (0, 7)),
  check (state <> 'scheduled' or from_day is not null),
  check (from_day > (decided_at at time zone 'UTC')::date),
  check ((state = 'withdrawn') = (ended_at is not null)),
  check (num_nonnulls(ended_at, ended_by, end_reason) in (0, 3)),
  check (from_day > (ended_at at time zone 'UTC')::date)
);
create unique index imported_edition_id on policy.imported_edition (edition_id) where state <> 'withdrawn';
create unique index imported_edition_day on policy.imported_edition (from_day) where state = 'scheduled';
