comment on table evidence.label_release is
  'Every release of a label: requester and reason, old and new label, and who decided. Append-only; only the function below decides.';
comment on column evidence.label_release.from_releasable is 'The parties it was releasable to before; null: no restriction.';
comment on column evidence.label_release.to_releasable is 'The parties it is to be releasable to; null: no restriction.';

alter table evidence.label_release enable row level security;
alter table evidence.label_release force row level security;
grant select on evidence.label_release to manumit_app;
grant insert (id, object_id, party_id, from_level, from_releasable, to_level, to_releasable, reason, requested_by, requested_at) on
  evidence.label_release to manumit_app;
grant select, update on evidence.label_release to manumit_guard;

-- A release is visible with its evidence item; it is requested by those who may change the item.
create policy label_release_read on evidence.label_release for select to manumit_app using (
  exists (select from evidence.item p where p.id = object_id)
);

create policy label_release_request on evidence.label_release for insert to manumit_app with check (
  requested_by = (select identity.person())
  and exists (
    select
    from evidence.item p
    where p.id = object_id
      and p.party_id = label_release.party_id
      and from_level = label_level
      and from_releasable is not distinct from releasable_to
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
          and (
            submitted_at is null
            or (
              party_id = any ((select identity.parties(identity.group('evidence-signers')))::uuid[])
              and (
                label_level = 0
                or ((select identity.clearances(identity.group('evidence-signers'))) -> label_level::text) ? party_id::text
              )
            )
          )
      end
  )
);

create policy guard_all on evidence.label_release to manumit_guard using (true) with check (true);

create policy owner_all on evidence.label_release to manumit_schema using (true) with check (true);
