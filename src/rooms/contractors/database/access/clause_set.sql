comment on table contractors.clause_set is
  'A clause set that an operator or a party loaded (5f). It is never changed: another text is another version.';
comment on column contractors.clause_set.party_id is 'The party whose contracts may owe it; null: those of every party.';
comment on column contractors.clause_set.file is 'The set as it was loaded, checked against the format.';

alter table contractors.clause_set enable row level security;
alter table contractors.clause_set force row level security;
grant select, insert on contractors.clause_set to manumit_app;

create policy clause_set_read on contractors.clause_set for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
  or (party_id is null and (select identity.holds(identity.group('contract-readers'))))
);

-- One for every party is loaded by the installation itself.
create policy clause_set_add on contractors.clause_set for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and (
    party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
    or (select identity.operator())
  )
);

create policy clause_set_owner on contractors.clause_set to manumit_schema using (true) with check (true);

-- `plan_facts` reads it for the program that measures.
grant select on contractors.clause_set to manumit_guard;
create policy clause_set_guard on contractors.clause_set for select to manumit_guard using (true);
