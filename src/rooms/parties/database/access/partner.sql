comment on table parties.partner is 'The details of a partner besides its party row: country, kind and contact.';
comment on column parties.partner.contact_tested is 'When someone last tried the contact. A telephone number is not kept without it.';

alter table parties.partner enable row level security;
alter table parties.partner force row level security;
grant select, insert on parties.partner to manumit_app;
grant select, delete on parties.partner to manumit_guard;

-- Public facts, read by everybody, signed in or not.
create policy partner_read on parties.partner for select to manumit_app using (true);

-- The register is kept by headquarters.
create policy partner_write on parties.partner for insert to manumit_app with check ((select identity.holds(identity.group('office'))));

create policy partner_guard on parties.partner to manumit_guard using (true) with check (true);

create policy partner_owner on parties.partner to manumit_schema using (true) with check (true);
