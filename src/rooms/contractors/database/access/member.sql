comment on table contractors.member is
  'A firm under a contract: a member of its consortium, a subcontractor or a recruitment agent, at any tier (5f, P5f.2).';
comment on column contractors.member.parent_id is 'The firm that engaged it; null: the contractor itself, tier 1.';
comment on column contractors.member.left_on is 'Since when it no longer works under the contract; null: it does.';

alter table contractors.member enable row level security;
alter table contractors.member force row level security;
grant select, insert, delete on contractors.member to manumit_app;
grant select on contractors.member to manumit_guard;
grant update (name, kind, work, country, parent_id, left_on, version) on contractors.member to manumit_app;

create policy member_read on contractors.member for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy member_add on contractors.member for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy member_change on contractors.member for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

-- An undo deletes what an import recorded, and nothing else is deleted.
create policy member_undo on contractors.member for delete to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
  and exists (select from contractors.import_row r where r.member_id = member.id)
);

-- The link of a firm shows that firm alone.
create policy member_of_firm on contractors.member for select to manumit_app using (id = (select contractors.own_firm()));

create policy member_guard on contractors.member for select to manumit_guard using (true);

create policy member_owner on contractors.member to manumit_schema using (true) with check (true);
