comment on table nations.joining is
  'A nation joins an operation (6). The event is a confirmed contribution by a nation outside the alliance; this row holds the '
  'nation''s checklist and the date of transfer of authority.';
comment on column nations.joining.complete_at is 'When every item had an answer.';
comment on column nations.joining.label_level is
  '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015). A checklist is one file with one label; its rows carry '
  'a copy.';
comment on column nations.joining.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table nations.joining enable row level security;
alter table nations.joining force row level security;
grant select, insert on nations.joining to manumit_app;
grant update (transfer_on, complete_at, version, label_level, releasable_to) on nations.joining to manumit_app;
grant select on nations.joining to manumit_guard;

-- The nation, its reviewers, headquarters, and the commander of the operation it joins.
create policy joining_read on nations.joining for select to manumit_app using (
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
  or (
    (
      operation_id = any ((select identity.parties(identity.group('leaders')))::uuid[])
      and (
        label_level = 0
        or ((select identity.clearances(identity.group('leaders'))) -> label_level::text) ? operation_id::text
      )
    )
    and (releasable_to is null or operation_id = any (releasable_to))
  )
);

create policy joining_open on nations.joining for insert to manumit_app with check (
  (
    (
      (select identity.holds(identity.group('office')))
      and (
        (label_level = 0 and releasable_to is null)
        or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
      )
    )
    or (
      party_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
      and (
        label_level = 0
        or ((select identity.clearances(identity.group('representatives'))) -> label_level::text) ? party_id::text
      )
    )
  )
  and (contribution_id, party_id, operation_id) in (select id, party_id, operation_id from parties.contribution)
);

create policy joining_change on nations.joining for update to manumit_app using (
  (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
  or (
    party_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
    and (
      label_level = 0
      or ((select identity.clearances(identity.group('representatives'))) -> label_level::text) ? party_id::text
    )
  )
);

create policy guard_all on nations.joining to manumit_guard using (true) with check (true);

create policy owner_all on nations.joining to manumit_schema using (true) with check (true);

create trigger set_label_of_rows after update of label_level, releasable_to on nations.joining
  for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to))
  execute function nations.set_label_of_rows();

create trigger label_check before insert on nations.joining
  for each row
  when (new.label_level > 0)
  execute function identity.check_label();

create trigger label_check_change before update of label_level, releasable_to on nations.joining
  for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to))
  execute function identity.check_label();
