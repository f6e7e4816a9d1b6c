comment on table imports.batch is 'An imported table of records from before this program; it can be undone.';
comment on column imports.batch.total is
  'The expected number of rows; `imported` is the number imported so far: a long file is imported in parts.';
comment on column imports.batch.undone_line is 'The last line undone so far: a long batch is undone in parts, too.';
comment on column imports.batch.subject is 'What its rows became: evidence items, parties or accounts.';
comment on column imports.batch.file_sha256 is 'SHA-256 of the imported file, which is not stored.';

alter table imports.batch enable row level security;
alter table imports.batch force row level security;
grant select, insert on imports.batch to manumit_app;
grant update (imported, undone_line, undo_reason, undone_by, undone_at, version) on imports.batch to manumit_app;
alter table imports.batch alter column imported_by set default identity.person();

create policy batch_read on imports.batch for select to manumit_app using ((select identity.holds(identity.group('office'))));

create policy batch_begin on imports.batch for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
  and imported_by = (select identity.person())
  and undone_by is null
  and undone_at is null
);

create policy batch_change on imports.batch for update to manumit_app using (
  (select identity.holds(identity.group('office')))
) with check (
  undone_by is null
  or undone_by = (select identity.person())
);

create policy batch_owner on imports.batch to manumit_schema using (true) with check (true);
