comment on table reviews.label_release is
  'Every release of a label: requester and reason, old and new label, and who decided. Append-only.';
comment on column reviews.label_release.from_releasable is 'The parties it was releasable to before; null: no restriction.';
comment on column reviews.label_release.to_releasable is 'The parties it is to be releasable to; null: no restriction.';

alter table reviews.label_release enable row level security;
alter table reviews.label_release force row level security;
grant select on reviews.label_release to manumit_app;
grant insert (id, object_id, party_id, from_level, from_releasable, to_level, to_releasable, reason, requested_by, requested_at) on
  reviews.label_release to manumit_app;
grant select, update on reviews.label_release to manumit_guard;

create policy label_release_read on reviews.label_release for select to manumit_app using (
  object_id in (select id from reviews.participation)
);

create policy label_release_request on reviews.label_release for insert to manumit_app with check (
  requested_by = (select identity.person())
  and exists (
    select
    from reviews.participation p
    where p.id = object_id
      and p.party_id = label_release.party_id
      and from_level = label_level
      and from_releasable is not distinct from releasable_to
      and (
        (
          (select identity.holds(identity.group('office')))
          and (
            (label_level = 0 and releasable_to is null)
            or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
          )
        )
        or (
          party_id = any ((select identity.parties(identity.group('labellers')))::uuid[])
          and (
            label_level = 0
            or ((select identity.clearances(identity.group('labellers'))) -> label_level::text) ? party_id::text
          )
        )
      )
  )
);

create policy guard_all on reviews.label_release to manumit_guard using (true) with check (true);

create policy owner_all on reviews.label_release to manumit_schema using (true) with check (true);
