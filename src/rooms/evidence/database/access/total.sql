comment on table evidence.total is 'Per party: the number of evidence items that count, each once however many obligations it names.';
comment on column evidence.total.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column evidence.total.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table evidence.total enable row level security;
alter table evidence.total force row level security;
grant select on evidence.total to manumit_app;
grant select, insert, update, delete on evidence.total to manumit_guard;

create policy total_read on evidence.total for select to manumit_app using (
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

create policy guard_all on evidence.total to manumit_guard using (true) with check (true);

create policy owner_all on evidence.total to manumit_schema using (true) with check (true);
