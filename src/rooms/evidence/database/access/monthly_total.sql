comment on table evidence.monthly_total is
  'Per party, obligation and month: the number of evidence items that count, for the two years of a dossier.';
comment on column evidence.monthly_total.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column evidence.monthly_total.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table evidence.monthly_total enable row level security;
alter table evidence.monthly_total force row level security;
grant select on evidence.monthly_total to manumit_app;
grant select, insert, update, delete on evidence.monthly_total to manumit_guard;

create policy monthly_total_read on evidence.monthly_total for select to manumit_app using (
  (
    party_id = any ((select identity.parties(identity.group('evidence-readers')))::uuid[])
    and (
      label_level = 0
      or ((select identity.clearances(identity.group('evidence-readers'))) -> label_level::text) ? party_id::text
    )
  )
  or (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
);

create policy guard_all on evidence.monthly_total to manumit_guard using (true) with check (true);

create policy owner_all on evidence.monthly_total to manumit_schema using (true) with check (true);
