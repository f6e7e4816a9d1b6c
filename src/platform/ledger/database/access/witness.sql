comment on table ledger.witness is 'Witnesses: external checks that keep the last checkpoint and confirm it with their own signature.';
comment on column ledger.witness.size is 'The size it last signed.';
comment on column ledger.witness.vkey is 'The public key of the witness.';
comment on column ledger.witness.url is 'Where the program sends checkpoints (C2SP tlog-witness).';
comment on column ledger.witness.fault is 'The last objection: unreachable; refused: another error; forked: it saw another past.';

alter table ledger.witness enable row level security;
alter table ledger.witness force row level security;
grant select on ledger.witness to manumit_app;
grant insert (id, name, vkey, url, enrolled_by, enrolled_at) on ledger.witness to manumit_app;
grant update (ended_by, ended_at) on ledger.witness to manumit_app;
grant select, insert, update, delete on ledger.witness to manumit_guard;

create policy witness_read on ledger.witness for select to manumit_app using ((select identity.holds(identity.group('supervisors'))));

create policy witness_enrol on ledger.witness for insert to manumit_app with check (
  (select identity.holds(identity.group('platform-admins')))
  and enrolled_by = (select identity.person())
  and ended_at is null
  and size = 0
  and signed_at is null
  and fault is null
);

create policy witness_end on ledger.witness for update to manumit_app using (
  (select identity.holds(identity.group('platform-admins')))
  and ended_at is null
) with check (ended_by = (select identity.person()));

create policy guard_all on ledger.witness to manumit_guard using (true) with check (true);

create policy owner_all on ledger.witness to manumit_schema using (true) with check (true);

create trigger require_job before update of size, signed_at, fault, fault_at on ledger.witness
  for each row execute function identity.require_job('maintain-log');
