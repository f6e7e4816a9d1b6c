-- A contract may get another contractor. What an earlier one did may be learnt later: its violation is recorded against it by name, so the
-- register keeps that name. Of contracts that changed before, the names that are still known are taken over: from imported tables, the log
-- and violations. None says until when.
create table contractors.earlier_contractor (
  contract_id uuid not null,
  party_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  until timestamptz,
  primary key (contract_id, name),
  foreign key (contract_id, party_id) references contractors.contract (id, party_id) on delete cascade
);
insert into contractors.earlier_contractor (contract_id, party_id, name)
  select distinct on (c.id, lower(known.name)) c.id, c.party_id, known.name
  from contractors.contract c
    join (
      select r.contract_id, r.before ->> 'contractor' as name from contractors.import_row r where r.before is not null
      union all
      select v.contract_id, v.contractor from contractors.violation v
      union all
      select e.subject_id, o.detail ->> 'contractor' from ledger.entry e join ledger.opening o on o.entry_id = e.id
        where e.command in ('contractors/record-contract', 'contractors/change-contract')
    ) known on known.contract_id = c.id
  where length(known.name) between 1 and 200 and lower(known.name) <> lower(c.contractor)
  order by c.id, lower(known.name), known.name;
