comment on table contractors.plan is
  'A compliance plan of the contractor, or of a firm under the contract, with its review and where it was posted (5f, P5f.4). Its file '
  'is not kept here; one that the firm sent is in firm_file for a period.';
comment on column contractors.plan.member_id is 'The firm under the contract whose plan it is; null: the contractor.';
comment on column contractors.plan.received_on is 'The day on which the party received it. The newest plan of a firm counts.';
comment on column contractors.plan.sha256 is
  'The hash of its file. What an officer records, the browser computed: that file was never sent.';
comment on column contractors.plan.review is
  'For each part of a plan what its reviewer says, with a note; null: nobody has reviewed it.';
comment on column contractors.plan.source is
  'officer: a contracting officer recorded it; firm: the firm''s representative sent it by its link.';
comment on column contractors.plan.recorded_by is 'Who recorded it; null: the firm sent it by its link.';
comment on column contractors.plan.posted_on is 'Since when it is posted at the place of work; null: not known.';

alter table contractors.plan enable row level security;
alter table contractors.plan force row level security;
grant select, insert on contractors.plan to manumit_app;
grant update (review, reviewed_at, reviewed_by, posted_on, posted_where, version) on contractors.plan to manumit_app;

create policy plan_read on contractors.plan for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy plan_add on contractors.plan for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

-- A firm sends a plan of its own by its link.
create policy plan_add_by_firm on contractors.plan for insert to manumit_app with check (
  source = 'firm'
  and coalesce(member_id, contract_id) = (select contractors.own_firm())
);

create policy plan_change on contractors.plan for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy plan_owner on contractors.plan to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on contractors.plan
  for each row execute function identity.require_own_name('reviewed_by');

-- `plan_facts` reads it for the program that measures.
grant select on contractors.plan to manumit_guard;
create policy plan_guard on contractors.plan for select to manumit_guard using (true);
