comment on table safekeeping.backup is 'A backup is listed here only once it has been restored and compared.';
comment on column safekeeping.backup.noted is
  'The order in which backups were recorded. It determines the newest: a wrong clock once dated a backup in the future and so hid that '
  'no other followed.';

alter table safekeeping.backup enable row level security;
alter table safekeeping.backup force row level security;
grant select, insert on safekeeping.backup to manumit_app;
grant select on safekeeping.backup to manumit_guard;
alter table safekeeping.backup alter column recorded_by set default identity.person();

create policy backup_read on safekeeping.backup for select to manumit_app using ((select identity.holds(identity.group('supervisors'))));

create policy backup_record on safekeeping.backup for insert to manumit_app with check (
  (select identity.operator())
  and recorded_by = (select identity.person())
);

create policy backup_guard on safekeeping.backup for select to manumit_guard using (true);

create policy backup_owner on safekeeping.backup to manumit_schema using (true) with check (true);
