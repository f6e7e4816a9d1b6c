comment on table identity.totp is
  'One-time codes (RFC 6238): the second factor of a user without a passkey. The browser generates the secret; the program encrypts it '
  'under a key that is not in this database.';
comment on column identity.totp.last_step is
  'The thirty-second step of the last code used. Only a later one is accepted, so each code works once.';
comment on column identity.totp.failures is
  'Codes tried since the last right one. From the fifth on, codes are blocked until `closed_until`.';
comment on column identity.totp.secret_encrypted is 'The shared secret, encrypted under the key file of the installation.';

alter table identity.totp enable row level security;
alter table identity.totp force row level security;
grant select, insert, update, delete on identity.totp to manumit_guard;

create policy totp_guard on identity.totp to manumit_guard using (true) with check (true);

create policy totp_owner on identity.totp to manumit_schema using (true) with check (true);
