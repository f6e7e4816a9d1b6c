comment on table contractors.earlier_contractor is
  'The names of the contractors that a contract had before its contractor of today: a violation may be recorded against each (5f).';
comment on column contractors.earlier_contractor.until is
  'Until when the contract last had it; null: not known. One that the contract has again today is no earlier one.';

alter table contractors.earlier_contractor enable row level security;
alter table contractors.earlier_contractor force row level security;
grant select on contractors.earlier_contractor to manumit_app;
grant select, insert, update on contractors.earlier_contractor to manumit_guard;

create policy earlier_contractor_read on contractors.earlier_contractor for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

-- `keep_contractor` alone writes it.
create policy guard_all on contractors.earlier_contractor to manumit_guard using (true) with check (true);

create policy owner_all on contractors.earlier_contractor to manumit_schema using (true) with check (true);
