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
