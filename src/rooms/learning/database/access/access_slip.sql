comment on table training.access_slip is
  'An access slip lets a trainee sign in without mail or account: a class code, a service number and a PIN on paper. No name is stored. '
  'The digest is SHA-256 over the Argon2id output, as for passwords.';
comment on column training.access_slip.pin_salt is 'The salt of the Argon2id output.';
comment on column training.access_slip.pin_digest is 'SHA-256 over the Argon2id output of the PIN.';

alter table training.access_slip enable row level security;
alter table training.access_slip force row level security;
grant insert on training.access_slip to manumit_app;
grant select (id, class_id, party_id, trainee_id, failures, closed_until, issued_at, issued_by) on training.access_slip to manumit_app;
grant update (pin_salt, pin_digest, failures, closed_until, issued_at, issued_by) on training.access_slip to manumit_app;
grant select, insert, update on training.access_slip to manumit_guard;

create policy access_slip_read on training.access_slip for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy access_slip_write on training.access_slip for insert to manumit_app with check (
  issued_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy access_slip_change on training.access_slip for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
) with check (issued_by = (select identity.person()));

create policy access_slip_guard on training.access_slip to manumit_guard using (true) with check (true);

create policy access_slip_owner on training.access_slip to manumit_schema using (true) with check (true);
