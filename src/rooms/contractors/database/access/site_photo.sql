comment on table contractors.site_photo is
  'A photograph of a site visit. Its metadata were cut before it was stored. Deleted after a period (retention).';
comment on column contractors.site_photo.bytes is 'The whole picture, as it is shown and downloaded.';

alter table contractors.site_photo enable row level security;
alter table contractors.site_photo force row level security;
grant select, insert on contractors.site_photo to manumit_app;
grant select, delete on contractors.site_photo to manumit_guard;

-- The contracting party alone sees it: a firm sees none.
create policy site_photo_read on contractors.site_photo for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy site_photo_add on contractors.site_photo for insert to manumit_app with check (
  added_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('violation-managers')))::uuid[])
);

-- The nightly job deletes what is due.
create policy guard_all on contractors.site_photo to manumit_guard using (true) with check (true);

create policy site_photo_owner on contractors.site_photo to manumit_schema using (true) with check (true);
