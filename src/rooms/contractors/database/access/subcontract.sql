comment on table contractors.subcontract is
  'What is known of the contract with a firm under a contract: its value, and whether the clause flows down to it (5f, P5f.2).';
comment on column contractors.subcontract.off_the_shelf is 'Whether it is for commercial off-the-shelf supplies alone; null: not known.';
comment on column contractors.subcontract.flows is 'Whether its contract carries the clause; null: not known.';
comment on column contractors.subcontract.document is 'The document that shows that it does.';

alter table contractors.subcontract enable row level security;
alter table contractors.subcontract force row level security;
grant select, insert on contractors.subcontract to manumit_app;
grant update (value, currency, off_the_shelf, flows, document, changed_at, changed_by, version) on contractors.subcontract to manumit_app;

create policy subcontract_read on contractors.subcontract for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy subcontract_add on contractors.subcontract for insert to manumit_app with check (
  changed_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy subcontract_change on contractors.subcontract for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy subcontract_owner on contractors.subcontract to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on contractors.subcontract
  for each row execute function identity.require_own_name('changed_by');
