comment on table identity.attempt is
  'Sign-in has steps (docs/decisions/011-sign-in.md): a first factor opens an attempt, and only the last step creates a session. An '
  'attempt has no identity: identity.open does not read this table. Only the hash of its token is stored, for a day at most.';

alter table identity.attempt enable row level security;
alter table identity.attempt force row level security;
grant select, insert, update, delete on identity.attempt to manumit_guard;

create policy attempt_guard on identity.attempt to manumit_guard using (true) with check (true);

create policy attempt_owner on identity.attempt to manumit_schema using (true) with check (true);
