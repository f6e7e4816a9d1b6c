comment on table contractors.firm_link is
  'A link for a named representative of a firm under a contract: it opens the firm''s own page without account until a day (5f, P5f.4). '
  'Only its hash is stored; only the day of its last use is kept.';
comment on column contractors.firm_link.member_id is 'The firm under the contract; null: the contractor.';
comment on column contractors.firm_link.firm_id is 'The firm: its member, or the contract where it is the contractor.';
comment on column contractors.firm_link.telephone is 'Whom the firm calls when people are in danger; null: nobody is named.';
comment on column contractors.firm_link.uses is 'How often it was used in the ten minutes from `uses_since`.';
comment on column contractors.firm_link.token_hash is 'The hash of the secret in the address of the link.';

alter table contractors.firm_link enable row level security;
alter table contractors.firm_link force row level security;
-- The hash can be written, but never read.
grant insert (id, contract_id, party_id, member_id, name, capacity, email, telephone, token_hash, created_by, created_at, ends_on)
  on contractors.firm_link to manumit_app;
grant select (id, contract_id, party_id, member_id, firm_id, name, capacity, email, telephone, created_by, created_at, ends_on,
  last_used_on, revoked_by, revoked_at) on contractors.firm_link to manumit_app;
grant update (revoked_by, revoked_at) on contractors.firm_link to manumit_app;
grant select, update on contractors.firm_link to manumit_guard;

create policy firm_link_read on contractors.firm_link for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy firm_link_add on contractors.firm_link for insert to manumit_app with check (
  created_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy firm_link_revoke on contractors.firm_link for update to manumit_app using (
  revoked_at is null
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
) with check (revoked_by = (select identity.person()));

create policy guard_all on contractors.firm_link to manumit_guard using (true) with check (true);

create policy owner_all on contractors.firm_link to manumit_schema using (true) with check (true);
