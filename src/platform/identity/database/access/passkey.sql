comment on table identity.passkey is
  'Passkeys: both factors in one. PostgreSQL cannot check their signatures, so the program does and vouches for what it saw '
  '(docs/decisions/012).';
comment on column identity.passkey.copied_at is
  'Since when it is known that there is a copy: an authenticator counts up, and this one''s counter went back.';

alter table identity.passkey enable row level security;
alter table identity.passkey force row level security;
grant select, insert, update, delete on identity.passkey to manumit_guard;

create policy passkey_guard on identity.passkey to manumit_guard using (true) with check (true);

create policy passkey_owner on identity.passkey to manumit_schema using (true) with check (true);
