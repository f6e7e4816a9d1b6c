comment on table commitments.recorded_view is
  'Where sources differ, each side records its own view with a reason. While both views are about the present difference, it rests. '
  'Append-only.';
comment on column commitments.recorded_view.side is 'party, or office for the policy office: nobody records the view of another.';
comment on column commitments.recorded_view.difference is
  'SHA-256 of the items that decide and of those that differ. Another item makes another difference, which is open again.';
comment on column commitments.recorded_view.label_level is
  '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015). A view carries the label of its own reason.';
comment on column commitments.recorded_view.releasable_to is 'The parties it is releasable to; null: no restriction.';

-- Read by the party, its reviewers and the policy office, as the evidence is; each side writes its own.
alter table commitments.recorded_view enable row level security;
alter table commitments.recorded_view force row level security;
grant select, insert on commitments.recorded_view to manumit_app;
alter table commitments.recorded_view alter column recorded_by set default identity.person();
alter table commitments.recorded_view alter column recorded_name set default evidence.own_name();

create policy recorded_view_read on commitments.recorded_view for select to manumit_app using (
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

create policy recorded_view_add on commitments.recorded_view for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and recorded_name is not distinct from (select evidence.own_name())
  and case side
    when 'party' then
      party_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
      and (
        label_level = 0
        or ((select identity.clearances(identity.group('representatives'))) -> label_level::text) ? party_id::text
      )
    else
      (select identity.holds(identity.group('office')))
      and (
        (label_level = 0 and releasable_to is null)
        or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
      )
  end
);

create policy owner_all on commitments.recorded_view to manumit_schema using (true) with check (true);

create trigger label_check before insert on commitments.recorded_view
  for each row
  when (new.label_level > 0)
  execute function identity.check_label();
