comment on table nations.import_batch is 'An imported table of treaty actions, which can be undone.';
comment on column nations.import_batch.table_sha256 is 'SHA-256 of the imported table, which is not stored.';

alter table nations.import_batch enable row level security;
alter table nations.import_batch force row level security;
grant select, insert on nations.import_batch to manumit_app;
grant update (undone_at, undone_by, undo_reason, version) on nations.import_batch to manumit_app;

-- Treaty facts are public.
create policy import_batch_read on nations.import_batch for select to manumit_app using (true);

create policy import_batch_write on nations.import_batch for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
);

create policy import_batch_undo on nations.import_batch for update to manumit_app using (
  (select identity.holds(identity.group('office')))
);

create policy import_batch_owner on nations.import_batch to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on nations.import_batch
  for each row execute function identity.require_own_name('applied_by', 'undone_by');

create trigger public_change after insert or update or delete or truncate on nations.import_batch
  for each statement execute function platform.record_public_change();
