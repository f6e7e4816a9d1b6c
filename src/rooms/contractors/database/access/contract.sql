comment on table contractors.contract is 'A contract of a party that lets contracts, with the clause set that it owes (5f).';
comment on column contractors.contract.party_id is 'The party that lets it: a nation, a headquarters body or an operation.';
comment on column contractors.contract.number is 'Its number at that party.';
comment on column contractors.contract.contractor is 'The name of the firm, as the contract has it.';
comment on column contractors.contract.contractor_since is
  'Since when it has this contractor, and not an earlier one; null: since it was recorded.';
comment on column contractors.contract.contractor_id is 'The same firm in the register of parties; null: it is not there.';
comment on column contractors.contract.rate is
  'Units of its currency for one euro on `rate_on`; null: no rate was known, and its value is not added up.';
comment on column contractors.contract.value_eur is 'Its value in euros at that rate.';
comment on column contractors.contract.country is 'Where the work is done, as a code of ISO 3166.';
comment on column contractors.contract.abroad is
  'Whether part of it is acquired or performed outside the country of the party that lets it; null: not known.';
comment on column contractors.contract.off_the_shelf is 'Whether it is for commercial off-the-shelf supplies alone; null: not known.';
comment on column contractors.contract.labour is 'What labour it needs; null: not known.';
comment on column contractors.contract.recruits_migrants is 'Whether workers are recruited from other countries for it; null: not known.';
comment on column contractors.contract.houses_workers is 'Whether the firm houses workers; null: not known.';
comment on column contractors.contract.clause_on is 'The date of the clause in it, which decides the figures that apply; null: not known.';
comment on column contractors.contract.set_id is 'The clause set that it owes.';
comment on column contractors.contract.coverage is
  'What it carries of that set, counted once: the first that applies of not checked, not readable, and so on to present. Only provisions '
  'that a person confirmed make it present.';

alter table contractors.contract enable row level security;
alter table contractors.contract force row level security;
grant select, insert, delete on contractors.contract to manumit_app;
grant update (
  state, title, contractor, contractor_id, value, currency, rate, rate_on, value_eur, country, place, abroad, off_the_shelf, labour,
  recruits_migrants, houses_workers, clause_on, awarded_on, starts_on, ends_on, officer_id, operation_id, set_id, coverage,
  contractor_since, version
) on contractors.contract to manumit_app;

-- A party reads its own contracts. A contracting officer of a firm holds the role at that firm, which lets no contract, and so reads none.
create policy contract_read on contractors.contract for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy contract_add on contractors.contract for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
  and exists (select from parties.party p where p.id = party_id and p.kind in ('nation', 'body', 'operation'))
);

create policy contract_change on contractors.contract for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

-- An undo deletes what an import recorded, and nothing else is deleted.
create policy contract_undo on contractors.contract for delete to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
  and exists (select from contractors.import_row r where r.contract_id = contract.id and r.member_id is null and r.before is null)
);

create policy contract_owner on contractors.contract to manumit_schema using (true) with check (true);

-- `count_coverage` counts for the program that measures, `count_parties` for headquarters.
grant select on contractors.contract to manumit_guard;
create policy contract_guard on contractors.contract for select to manumit_guard using (true);

-- `move_contracts` gives them to the successor of an officer.
grant update (officer_id, version) on contractors.contract to manumit_guard;
create policy contract_move on contractors.contract for update to manumit_guard using (true) with check (true);
create trigger guard_award before update of state on contractors.contract for each row execute function contractors.guard_award();

-- An undo that gives a contract back the contractor of before, as nobody dealt with that of the table, keeps no name of the latter.
create trigger keep_contractor after update of contractor on contractors.contract for each row
  when (lower(old.contractor) <> lower(new.contractor)
    and (old.contractor_since is null or new.contractor_since >= old.contractor_since))
  execute function contractors.keep_contractor();
