comment on table contractors.site_page is
  'A public page for the people who work at a site, with the agreement of force protection to it (5f). Without one there is no page.';
comment on column contractors.site_page.party_id is 'The party that lets contracts there.';
comment on column contractors.site_page.operation_id is 'The operation whose reporting channel is offered first; null: that of the party.';
comment on column contractors.site_page.slug is 'The last part of the address of the page, /help/sites/<slug>.';
comment on column contractors.site_page.name is 'The name of the site as it is shown; it may be less exact than the place of a contract.';
comment on column contractors.site_page.authority is 'Who agreed for force protection: name and function. It is not published.';
comment on column contractors.site_page.agreed_until is 'The last day on which the page is shown.';
comment on column contractors.site_page.agreement is 'What was agreed, and where the agreement is kept. It is not published.';

alter table contractors.site_page enable row level security;
alter table contractors.site_page force row level security;
grant select on contractors.site_page to manumit_app;
grant insert (id, party_id, operation_id, slug, name, authority, agreed_on, agreed_until, agreement, published_at, published_by)
  on contractors.site_page to manumit_app;
grant update (withdrawn_at, withdrawn_by) on contractors.site_page to manumit_app;
grant select on contractors.site_page to manumit_guard;

-- What everybody may know of a page is in `public_site`. Who agreed is for the contracting party alone.
create policy site_page_read on contractors.site_page for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy site_page_publish on contractors.site_page for insert to manumit_app with check (
  published_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('violation-managers')))::uuid[])
);

create policy site_page_withdraw on contractors.site_page for update to manumit_app using (
  withdrawn_at is null
  and party_id = any ((select identity.parties(identity.group('violation-managers')))::uuid[])
) with check (withdrawn_by = (select identity.person()));

-- `public_site` shows a page as long as it is agreed to.
create policy site_page_guard on contractors.site_page for select to manumit_guard using (
  withdrawn_at is null and agreed_until >= (now() at time zone 'UTC')::date
);

create policy site_page_owner on contractors.site_page to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on contractors.site_page
  for each statement execute function platform.record_public_change();
