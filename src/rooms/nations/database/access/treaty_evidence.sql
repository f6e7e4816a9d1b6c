comment on table nations.treaty_evidence is 'The evidence items an import or a correction left, so that an undo can withdraw them.';
comment on column nations.treaty_evidence.as_of is
  'The as-of date of each item, so that a later item of the same origin is never dated before it.';
comment on column nations.treaty_evidence.origin is 'The origin of the item, as of the rows it was made from.';

alter table nations.treaty_evidence enable row level security;
alter table nations.treaty_evidence force row level security;
grant select, insert on nations.treaty_evidence to manumit_app;
grant update (withdrawn_at) on nations.treaty_evidence to manumit_app;

-- Treaty facts are public.
create policy treaty_evidence_read on nations.treaty_evidence for select to manumit_app using (true);

create policy treaty_evidence_write on nations.treaty_evidence for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
  or (batch_id is null and origin = 'declared' and party_id = any ((select identity.parties(identity.group('representatives')))::uuid[]))
);

create policy treaty_evidence_withdraw on nations.treaty_evidence for update to manumit_app using (
  (select identity.holds(identity.group('office')))
);

create policy treaty_evidence_owner on nations.treaty_evidence to manumit_schema using (true) with check (true);
