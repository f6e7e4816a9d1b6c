comment on table identity.failed_sign_in is
  'Strangers must not guess passwords, and must not lock anyone out. Failures are counted by a keyed hash of the address that was '
  'typed, whether or not it is registered, and expire after a day. From the third failure on, sign-in requires proof of work; a user '
  'who does it and knows the password is signed in.';
comment on column identity.failed_sign_in.address_digest is 'A keyed hash of the email address as it was typed, in small letters.';

alter table identity.failed_sign_in enable row level security;
alter table identity.failed_sign_in force row level security;
grant select, insert, update, delete on identity.failed_sign_in to manumit_guard;

create policy failed_sign_in_guard on identity.failed_sign_in to manumit_guard using (true) with check (true);

create policy failed_sign_in_owner on identity.failed_sign_in to manumit_schema using (true) with check (true);
