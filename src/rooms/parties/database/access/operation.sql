comment on table parties.operation is
  'The details of an operation besides its party row: theatre, host, and whether it lets contracts itself.';
comment on column parties.operation.contracting_from is
  'Since when it lets contracts itself. It owes clauses 5c and 5f from that day. Null: nobody has recorded that it does.';

alter table parties.operation enable row level security;
alter table parties.operation force row level security;
grant select, insert on parties.operation to manumit_app;
grant update (contracting_from, contracting_source, contracting_by, version) on parties.operation to manumit_app;
grant select, delete on parties.operation to manumit_guard;

-- Public facts, read by everybody, signed in or not.
create policy operation_read on parties.operation for select to manumit_app using (true);

-- The register is kept by headquarters.
create policy operation_write on parties.operation for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
);

-- A contracting officer of the operation knows whether it lets contracts.
create policy operation_contracting on parties.operation for update to manumit_app using (
  (select identity.holds(identity.group('office')))
  or party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy operation_guard on parties.operation to manumit_guard using (true) with check (true);

create policy operation_owner on parties.operation to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on parties.operation
  for each row execute function identity.require_own_name('contracting_by');

create trigger public_change after insert or update or delete or truncate on parties.operation
  for each statement execute function platform.record_public_change();
