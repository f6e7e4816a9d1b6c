comment on table identity.passkey is
  'Passkeys: both factors in one. PostgreSQL cannot verify their signatures, so the program verifies them and vouches for the result '
  '(docs/decisions/012).';
comment on column identity.passkey.copied_at is
  'When a copy was detected: an authenticator counts up, and the counter of this one went back.';
comment on column identity.passkey.credential_id is 'The id that the authenticator gave the key; a browser finds the key by it.';
comment on column identity.passkey.counter is 'How often the authenticator had signed at its last use; always 0 if it does not count.';
comment on column identity.passkey.transports is
  'How a browser reaches the authenticator (usb, nfc, internal ...), as the browser stated it.';
comment on column identity.passkey.public_key is 'Verifies the signatures of the authenticator.';

alter table identity.passkey enable row level security;
alter table identity.passkey force row level security;
grant select, insert, update, delete on identity.passkey to manumit_guard;

create policy passkey_guard on identity.passkey to manumit_guard using (true) with check (true);

create policy passkey_owner on identity.passkey to manumit_schema using (true) with check (true);
