comment on table retention.deletion is
  'When a nightly deletion ended. The operator reads it by `manumit doctor`; the application reads none of it.';
comment on column retention.deletion.failed is
  'The rules of which something could not be deleted, also those of reports: only the operator learns of them.';

alter table retention.deletion enable row level security;
alter table retention.deletion force row level security;
grant insert on retention.deletion to manumit_app;
alter table retention.deletion alter column recorded_by set default identity.person();

create policy deletion_record on retention.deletion for insert to manumit_app with check (
  (select identity.operator())
  and recorded_by = (select identity.person())
);

create policy deletion_owner on retention.deletion to manumit_schema using (true) with check (true);
