comment on table identity.password is
  'The digest is SHA-256 over the Argon2id output. The database compares it with what the application sends, so no hash ever leaves the '
  'database.';
comment on column identity.password.salt is 'The salt of the Argon2id output.';
comment on column identity.password.digest is 'SHA-256 over the Argon2id output of the password.';

alter table identity.password enable row level security;
alter table identity.password force row level security;
grant select, insert, update, delete on identity.password to manumit_guard;

create policy password_guard on identity.password to manumit_guard using (true) with check (true);

create policy password_owner on identity.password to manumit_schema using (true) with check (true);
