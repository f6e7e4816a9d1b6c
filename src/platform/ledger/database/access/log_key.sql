comment on table ledger.log_key is 'The public keys that signed checkpoints, each with the size from which it did.';
comment on column ledger.log_key.vkey is 'The public key as a verifier takes it (C2SP signed-note).';
comment on column ledger.log_key.from_size is 'The size of the first checkpoint it signed.';

alter table ledger.log_key enable row level security;
alter table ledger.log_key force row level security;
grant select on ledger.log_key to manumit_app;
grant select, insert, update, delete on ledger.log_key to manumit_guard;

create policy key_read on ledger.log_key for select to manumit_app using ((select identity.holds(identity.group('supervisors'))));

create policy guard_all on ledger.log_key to manumit_guard using (true) with check (true);

create policy owner_all on ledger.log_key to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete on ledger.log_key
  for each row execute function platform.record_public_change();
