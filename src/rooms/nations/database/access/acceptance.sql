comment on table nations.acceptance is
  'The acts by which a nation or a partner organisation accepted the policy (2, 6). The newest row of a party counts; earlier ones stay.';
comment on column nations.acceptance.body is 'Who accepted it for the party, such as its government.';
comment on column nations.acceptance.document is 'The reference of the document, precise enough to find it again.';
comment on column nations.acceptance.reservation is 'What the party accepted with a reservation; null where it stated none.';
comment on column nations.acceptance.evidence_id is 'The evidence it left; null for a partner, which owes nothing under the policy.';

alter table nations.acceptance enable row level security;
alter table nations.acceptance force row level security;
grant select, insert on nations.acceptance to manumit_app;

-- An acceptance is a public act.
create policy acceptance_read on nations.acceptance for select to manumit_app using (true);

-- The party itself; the policy office for a party that wrote to it.
create policy acceptance_write on nations.acceptance for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and case (select kind from parties.party where id = party_id)
    when 'nation' then
      (select identity.holds(identity.group('office')))
      or party_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
    when 'partner' then
      (select identity.holds(identity.group('office')))
      or party_id = any ((select identity.parties(identity.group('observers')))::uuid[])
    else false
  end
);

create policy acceptance_owner on nations.acceptance to manumit_schema using (true) with check (true);
