-- The ids of the loaded editions, so that other tables can point at real obligations. The texts stay in the files.
-- Written at start by the schema owner; everybody may read: the policy is public.
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
