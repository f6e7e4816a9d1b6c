-- The ids of the loaded editions, so that other tables can have foreign keys to obligations. The texts stay in the files. The schema owner
-- writes the rows at start; everyone may read them: the policy is public.
create schema policy;
grant usage on schema policy to manumit_app, manumit_guard;

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
