comment on table returns.label_release is
  'Every release of a label: requester and reason, old and new label, and who decided. Append-only.';
comment on column returns.label_release.from_releasable is 'The parties it was releasable to before; null: no restriction.';
comment on column returns.label_release.to_releasable is 'The parties it is to be releasable to; null: no restriction.';

alter table returns.label_release enable row level security;
alter table returns.label_release force row level security;
grant select on returns.label_release to manumit_app;
grant insert (id, object_id, party_id, from_level, from_releasable, to_level, to_releasable, reason, requested_by, requested_at) on
  returns.label_release to manumit_app;
grant select, update on returns.label_release to manumit_guard;

-- A release is visible with its return, and a use with its link; the link itself sees neither.
create policy label_release_read on returns.label_release for select to manumit_app using (
  (select returns.own_link()) is null
  and object_id in (select id from returns.return)
);

create policy label_release_request on returns.label_release for insert to manumit_app with check (
  requested_by = (select identity.person())
  and exists (
    select
    from returns.return r
    where r.id = object_id
      and r.party_id = label_release.party_id
      and from_level = label_level
      and from_releasable is not distinct from releasable_to
      and (
        party_id = any ((select identity.parties(identity.group('signers')))::uuid[])
        and (
          label_level = 0
          or ((select identity.clearances(identity.group('signers'))) -> label_level::text) ? party_id::text
        )
      )
  )
);

create policy guard_all on returns.label_release to manumit_guard using (true) with check (true);

create policy owner_all on returns.label_release to manumit_schema using (true) with check (true);
