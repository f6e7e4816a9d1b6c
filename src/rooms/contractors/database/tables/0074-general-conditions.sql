-- General conditions of a party, which many of its contracts take over by reference (5f).
alter table contractors.document add column general text check (general in ('in-force', 'withdrawn'));
alter table contractors.document add constraint document_general check (general is null or contract_id is null);
create index document_general on contractors.document (party_id) where general is not null;
