comment on table contractors.site_visit is
  'A visit to the place of work under a contract (5f). It names no worker. Stored once, never changed.';
comment on column contractors.site_visit.place is 'Where it was; null: at the place of the contract.';
comment on column contractors.site_visit.answers is
  'By question of the checklist: seen, not as it should be, or not seen; and what was found.';

alter table contractors.site_visit enable row level security;
alter table contractors.site_visit force row level security;
grant select, insert on contractors.site_visit to manumit_app;

-- The contracting party alone sees it: a firm reads none.
create policy site_visit_read on contractors.site_visit for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy site_visit_add on contractors.site_visit for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('violation-managers')))::uuid[])
);

create policy site_visit_owner on contractors.site_visit to manumit_schema using (true) with check (true);
