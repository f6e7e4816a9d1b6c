comment on table ledger.cosignature is 'A witness''s signature under a checkpoint.';
comment on column ledger.cosignature.line is 'The signature line that is added to the note of the checkpoint.';

alter table ledger.cosignature enable row level security;
alter table ledger.cosignature force row level security;
grant select on ledger.cosignature to manumit_app;
grant select, insert, update, delete on ledger.cosignature to manumit_guard;

create policy cosignature_read on ledger.cosignature for select to manumit_app using (
  (select identity.holds(identity.group('supervisors')))
);

create policy guard_all on ledger.cosignature to manumit_guard using (true) with check (true);

create policy owner_all on ledger.cosignature to manumit_schema using (true) with check (true);

create trigger require_job before insert or update on ledger.cosignature
  for each row execute function identity.require_job('maintain-log');

create trigger public_change after insert or update on ledger.cosignature
  for each row execute function ledger.record_cosignature();
