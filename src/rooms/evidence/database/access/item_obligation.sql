comment on table evidence.item_obligation is
  'The obligations an item names. All other columns are copied from the item, so that an index finds the newest one.';
comment on column evidence.item_obligation.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column evidence.item_obligation.releasable_to is 'The parties it is releasable to; null: no restriction.';

-- evidence.enter itself writes the copies per obligation and the counts. The triggers apply to every other writer; no other function of
-- the guard role writes items.
alter table evidence.item_obligation enable row level security;
alter table evidence.item_obligation force row level security;
grant select, delete on evidence.item_obligation to manumit_app;
grant insert (item_id, obligation_id) on evidence.item_obligation to manumit_app;
grant select, insert, update on evidence.item_obligation to manumit_guard;

create policy item_obligation_read on evidence.item_obligation for select to manumit_app using (
  (
    submitted_at is not null
    and (
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
    )
  )
  or exists (select from evidence.item p where p.id = item_id)
);

create policy item_obligation_name on evidence.item_obligation for insert to manumit_app with check (
  exists (
    select
    from evidence.item p
    where p.id = item_id
      and case
        when by_office then
          (
            (select identity.holds(identity.group('office')))
            and (
              (label_level = 0 and releasable_to is null)
              or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
            )
          )
        else
          (
            party_id = any ((select identity.parties(identity.group('evidence-writers')))::uuid[])
            and (
              label_level = 0
              or ((select identity.clearances(identity.group('evidence-writers'))) -> label_level::text) ? party_id::text
            )
          )
      end
  )
);

create policy item_obligation_drop on evidence.item_obligation for delete to manumit_app using (
  submitted_at is null
  and exists (select from evidence.item p where p.id = item_id and p.state = 'draft')
);

create policy guard_all on evidence.item_obligation to manumit_guard using (true) with check (true);

create policy owner_all on evidence.item_obligation to manumit_schema using (true) with check (true);

create trigger summarise_inserted after insert on evidence.item_obligation
  referencing new table as fresh for each statement
  when (current_user <> 'manumit_guard')
  execute function evidence.summarise_many();

create trigger summarise_updated after update on evidence.item_obligation
  for each row
  when ((old.counts, old.label_level, old.releasable_to) is distinct from (new.counts, new.label_level, new.releasable_to))
  execute function evidence.summarise();

create trigger summarise_deleted after delete on evidence.item_obligation for each row execute function evidence.summarise();

create trigger copy_item before insert on evidence.item_obligation
  for each row
  when (current_user <> 'manumit_guard')
  execute function evidence.copy_item();
