comment on table identity.passkey is
  'Passkeys: both factors in one. PostgreSQL cannot verify their signatures, so the program verifies them and vouches for the result '
  '(docs/decisions/012).';
comment on column identity.passkey.copied_at is
  'When a copy was detected: an authenticator counts up, and the counter of this one went back.';

alter table identity.passkey enable row level security;
alter table identity.passkey force row level security;
grant select, insert, update, delete on identity.passkey to manumit_guard;

create policy passkey_guard on identity.passkey to manumit_guard using (true) with check (true);

create policy passkey_owner on identity.passkey to manumit_schema using (true) with check (true);
