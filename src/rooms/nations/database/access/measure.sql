comment on table nations.measure is
  'A measure of an action plan: the clause it serves, its text, the office that owns it, and its due date.';
comment on column nations.measure.owner is 'An office, never the name of a person.';
comment on column nations.measure.chapter is
  'The chapter of another action plan that it carries out: instrument and chapter of the crosswalk.';
comment on column nations.measure.due_on is 'The due date as last set; each entry of progress holds the date that it set.';
comment on column nations.measure.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column nations.measure.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table nations.measure enable row level security;
alter table nations.measure force row level security;
grant select, insert on nations.measure to manumit_app;
grant update (state, due_on, version) on nations.measure to manumit_app;

-- The nation, its reviewers, and headquarters.
create policy measure_read on nations.measure for select to manumit_app using (
  (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
  or (
    party_id = any ((select identity.parties(identity.group('readers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('readers'))) -> label_level::text) ? party_id::text)
  )
);

-- The statement of a nation: headquarters writes none for it.
create policy measure_write on nations.measure for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and state = 'not-started'
  and party_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
  and (label_level = 0 or ((select identity.clearances(identity.group('representatives'))) -> label_level::text) ? party_id::text)
);

create policy measure_change on nations.measure for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
  and (label_level = 0 or ((select identity.clearances(identity.group('representatives'))) -> label_level::text) ? party_id::text)
);

create policy owner_all on nations.measure to manumit_schema using (true) with check (true);

create trigger set_label before insert or update of label_level, releasable_to on nations.measure
  for each row execute function nations.set_label();
