comment on table contractors.import_row is 'Which contract, or firm under a contract, a row of an imported table recorded or changed.';
comment on column contractors.import_row.contract_id is
  'The contract. It has no reference: an undo deletes a contract that the row recorded.';
comment on column contractors.import_row.member_id is
  'The firm that the row recorded under it; null: the row is about the contract itself.';
comment on column contractors.import_row.before is 'What the register said of the contract before; null: the row recorded it.';
comment on column contractors.import_row.left_version is 'The version that the row left: what was changed since is not undone.';

alter table contractors.import_row enable row level security;
alter table contractors.import_row force row level security;
grant select, insert on contractors.import_row to manumit_app;

create policy import_row_read on contractors.import_row for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy import_row_add on contractors.import_row for insert to manumit_app with check (
  party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy import_row_owner on contractors.import_row to manumit_schema using (true) with check (true);
