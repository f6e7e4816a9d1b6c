comment on table retention.backup is 'A backup is listed here only once it has been restored and compared.';
comment on column retention.backup.noted is
  'The order in which backups were recorded. It determines the newest: a wrong clock once dated a backup in the future and so hid that '
  'no other followed.';

alter table retention.backup enable row level security;
alter table retention.backup force row level security;
grant select, insert on retention.backup to manumit_app;
grant select on retention.backup to manumit_guard;
alter table retention.backup alter column recorded_by set default identity.person();

create policy backup_read on retention.backup for select to manumit_app using ((select identity.holds(identity.group('supervisors'))));

create policy backup_record on retention.backup for insert to manumit_app with check (
  (select identity.operator())
  and recorded_by = (select identity.person())
);

create policy backup_guard on retention.backup for select to manumit_guard using (true);

create policy backup_owner on retention.backup to manumit_schema using (true) with check (true);
