comment on table contractors.firm_question is
  'A question that the contracting party asks a firm under a contract (5f). The firm answers by its link; see firm_message.';
comment on column contractors.firm_question.member_id is 'The firm under the contract; null: the contractor.';
comment on column contractors.firm_question.firm_id is 'The firm: its member, or the contract where it is the contractor.';
comment on column contractors.firm_question.due_on is 'By when it is to be answered; null: no date was set.';

alter table contractors.firm_question enable row level security;
alter table contractors.firm_question force row level security;
grant select on contractors.firm_question to manumit_app;
grant insert (id, contract_id, party_id, member_id, question, due_on, asked_by, asked_at) on contractors.firm_question to manumit_app;

create policy firm_question_read on contractors.firm_question for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy firm_question_of_firm on contractors.firm_question for select to manumit_app using (
  firm_id = (select contractors.own_firm())
  and asked_at >= (select contractors.own_since())
);

create policy firm_question_add on contractors.firm_question for insert to manumit_app with check (
  asked_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy owner_all on contractors.firm_question to manumit_schema using (true) with check (true);
