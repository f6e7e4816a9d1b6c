comment on table contractors.override is
  'A request to award a contract, or to exercise an option, without its whole clause set until a day, and what a second person decided '
  '(5f).';
comment on column contractors.override.option_number is 'The option; null: the award.';
comment on column contractors.override.until is 'By when the missing provisions are brought in. It ends on this day.';
comment on column contractors.override.decision is 'What a second person of the party decided; null: nobody decided yet.';

alter table contractors.override enable row level security;
alter table contractors.override force row level security;
grant select, insert on contractors.override to manumit_app;
grant update (decision, decided_on, decided_by, note, version) on contractors.override to manumit_app;

create policy override_read on contractors.override for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy override_add on contractors.override for insert to manumit_app with check (
  asked_by = (select identity.person())
  and decision is null
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

-- Once, and never by the person who asked (constraint override_second_person).
create policy override_decide on contractors.override for update to manumit_app using (
  decision is null
  and party_id = any ((select identity.parties(identity.group('override-deciders')))::uuid[])
) with check (decided_by = (select identity.person()));

create policy override_owner on contractors.override to manumit_schema using (true) with check (true);
