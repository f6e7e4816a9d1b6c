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

alter table policy.edition enable row level security; alter table policy.edition force row level security;
alter table policy.obligation enable row level security; alter table policy.obligation force row level security;
create policy edition_read on policy.edition for select to manumit_app, manumit_guard using (true);
create policy edition_owner on policy.edition to manumit_schema using (true) with check (true);
create policy obligation_read on policy.obligation for select to manumit_app, manumit_guard using (true);
create policy obligation_owner on policy.obligation to manumit_schema using (true) with check (true);
grant select on policy.edition, policy.obligation to manumit_app, manumit_guard;
