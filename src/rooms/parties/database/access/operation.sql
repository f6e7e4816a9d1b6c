comment on table parties.operation is 'The details of an operation besides its party row: theatre and host.';

alter table parties.operation enable row level security;
alter table parties.operation force row level security;
grant select, insert on parties.operation to manumit_app;
grant select, delete on parties.operation to manumit_guard;

-- Public facts, read by everybody, signed in or not.
create policy operation_read on parties.operation for select to manumit_app using (true);

-- The register is kept by headquarters.
create policy operation_write on parties.operation for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
);

create policy operation_guard on parties.operation to manumit_guard using (true) with check (true);

create policy operation_owner on parties.operation to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on parties.operation
  for each statement execute function platform.record_public_change();
