comment on table contractors.import is 'An imported table of contracts. It can be undone as a whole: each row says what it was before.';
comment on column contractors.import.left_out is 'Rows with faults that were left out.';
comment on column contractors.import.kept is 'Rows that an undo kept, because a person changed them since; null: not undone.';

alter table contractors.import enable row level security;
alter table contractors.import force row level security;
grant select, insert on contractors.import to manumit_app;
grant update (undo_reason, undone_at, undone_by, kept, version) on contractors.import to manumit_app;

create policy import_read on contractors.import for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy import_add on contractors.import for insert to manumit_app with check (
  imported_by = (select identity.person())
  and undone_by is null
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy import_undo on contractors.import for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy import_owner on contractors.import to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on contractors.import
  for each row execute function identity.require_own_name('undone_by');
