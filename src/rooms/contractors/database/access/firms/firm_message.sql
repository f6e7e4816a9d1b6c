comment on table contractors.firm_message is
  'What a firm sent by its link: a certification, a notice of credible information, an answer, or a file that was read (5f, P5f.4). Stored '
  'once, never changed.';
comment on column contractors.firm_message.member_id is 'The firm under the contract; null: the contractor.';
comment on column contractors.firm_message.firm_id is 'The firm: its member, or the contract where it is the contractor.';
comment on column contractors.firm_message.content is 'The text as the firm sent it, with its name, function, link and day.';
comment on column contractors.firm_message.sha256 is 'The hash of `content` as UTF-8; the check code of the receipt is its beginning.';

alter table contractors.firm_message enable row level security;
alter table contractors.firm_message force row level security;
grant select on contractors.firm_message to manumit_app;
grant insert (id, link_id, contract_id, party_id, member_id, kind, question_id, violation_id, content, sha256, sent_at)
  on contractors.firm_message to manumit_app;

create policy firm_message_read on contractors.firm_message for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

-- A notice may name people: another representative of the firm does not read it.
create policy firm_message_of_firm on contractors.firm_message for select to manumit_app using (
  firm_id = (select contractors.own_firm())
  and sent_at >= (select contractors.own_since())
  and (kind <> 'notice' or link_id = (select contractors.own_firm_link()))
);

create policy firm_message_add on contractors.firm_message for insert to manumit_app with check (
  link_id = (select contractors.own_firm_link())
  and firm_id = (select contractors.own_firm())
);

create policy owner_all on contractors.firm_message to manumit_schema using (true) with check (true);
