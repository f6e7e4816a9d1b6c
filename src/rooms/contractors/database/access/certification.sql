comment on table contractors.certification is
  'What the contractor, or a firm under the contract, certified on a day (5f, P5f.4). Stored once, never changed.';
comment on column contractors.certification.member_id is 'The firm under the contract that certified; null: the contractor.';
comment on column contractors.certification.name is 'Who certified it for the firm.';
comment on column contractors.certification.function is 'What this person is at the firm.';
comment on column contractors.certification.statements is 'What was certified, as ids of the statements in plans/certification.rules.ts.';
comment on column contractors.certification.source is
  'officer: a contracting officer recorded what came on paper; firm: the firm''s representative certified by its link.';
comment on column contractors.certification.sha256 is
  'The hash of the statement as it was signed, or of a file that was not sent; null: there is none.';
comment on column contractors.certification.recorded_by is 'Who recorded it; null: the firm did, by its link.';

alter table contractors.certification enable row level security;
alter table contractors.certification force row level security;
grant select, insert on contractors.certification to manumit_app;

create policy certification_read on contractors.certification for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

-- A person records in their own name.
create policy certification_add on contractors.certification for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy certification_owner on contractors.certification to manumit_schema using (true) with check (true);

-- A firm certifies for itself by its link, and sees when it did.
create policy certification_of_firm on contractors.certification for select to manumit_app using (
  coalesce(member_id, contract_id) = (select contractors.own_firm())
  and recorded_at >= (select contractors.own_since())
);

create policy certification_add_by_firm on contractors.certification for insert to manumit_app with check (
  source = 'firm'
  and coalesce(member_id, contract_id) = (select contractors.own_firm())
);

-- `plan_facts` reads it for the program that measures.
grant select on contractors.certification to manumit_guard;
create policy certification_guard on contractors.certification for select to manumit_guard using (true);
