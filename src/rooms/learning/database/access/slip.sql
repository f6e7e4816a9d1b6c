comment on table training.slip is
  'An access slip lets a trainee sign in without mail or account: a class code, a service number and a PIN on paper. No name is stored. '
  'The digest is SHA-256 over the Argon2id output, as for passwords.';

alter table training.slip enable row level security;
alter table training.slip force row level security;
grant insert on training.slip to manumit_app;
grant select (id, class_id, party_id, trainee_id, failures, closed_until, made_at, made_by) on training.slip to manumit_app;
grant update (pin_salt, pin_digest, failures, closed_until, made_at, made_by) on training.slip to manumit_app;
grant select, insert, update on training.slip to manumit_guard;

create policy slip_read on training.slip for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy slip_write on training.slip for insert to manumit_app with check (
  made_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy slip_change on training.slip for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
) with check (made_by = (select identity.person()));

create policy slip_guard on training.slip to manumit_guard using (true) with check (true);

create policy slip_owner on training.slip to manumit_schema using (true) with check (true);

create trigger follow_slip after insert on training.slip
  referencing new table as changed for each statement execute function training.follow_records();
