comment on table nations.measure_progress is 'Dated progress of a measure. Append-only.';
comment on column nations.measure_progress.due_on is 'The due date that this entry sets; null where it sets none.';
comment on column nations.measure_progress.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column nations.measure_progress.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table nations.measure_progress enable row level security;
alter table nations.measure_progress force row level security;
grant select, insert on nations.measure_progress to manumit_app;

-- The nation, its reviewers, and headquarters.
create policy measure_progress_read on nations.measure_progress for select to manumit_app using (
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
create policy measure_progress_write on nations.measure_progress for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
  and (label_level = 0 or ((select identity.clearances(identity.group('representatives'))) -> label_level::text) ? party_id::text)
);

create policy owner_all on nations.measure_progress to manumit_schema using (true) with check (true);

create trigger set_label before insert or update of label_level, releasable_to on nations.measure_progress
  for each row execute function nations.set_label();
