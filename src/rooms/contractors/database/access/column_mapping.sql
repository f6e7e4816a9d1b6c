comment on table contractors.column_mapping is
  'Which headings the tables of a party have for the columns of the register, remembered from its last import.';
comment on column contractors.column_mapping.mapping is
  'By column of the register: the heading of the table, as it was written. `headings` are all of that table: one that is not among them is '
  'new, and guessed.';

alter table contractors.column_mapping enable row level security;
alter table contractors.column_mapping force row level security;
grant select, insert on contractors.column_mapping to manumit_app;
grant update (mapping, changed_at, changed_by) on contractors.column_mapping to manumit_app;

create policy column_mapping_read on contractors.column_mapping for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy column_mapping_add on contractors.column_mapping for insert to manumit_app with check (
  changed_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy column_mapping_change on contractors.column_mapping for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
) with check (changed_by = (select identity.person()));

create policy column_mapping_owner on contractors.column_mapping to manumit_schema using (true) with check (true);
