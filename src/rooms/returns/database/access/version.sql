comment on table returns.version is
  'A version that was submitted: the exact bytes that were hashed. The head contains the hash of each section. No role may change it.';
comment on column returns.version.item_ids is 'The evidence it left. The next version of the same return withdraws it.';
comment on column returns.version.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column returns.version.releasable_to is 'The parties it is releasable to; null: no restriction.';

-- A reviewer assignment reads the versions of the return of its round once they were submitted, if they have the lowest label and are
-- releasable to all.
alter table returns.version enable row level security;
alter table returns.version force row level security;
grant select, insert on returns.version to manumit_app;
grant select, insert, update on returns.version to manumit_guard;

create policy version_read on returns.version for select to manumit_app using (
  (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
  or (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
  or (
    party_id = any ((select identity.parties(identity.group('reviewers')))::uuid[])
    and (
      label_level = 0
      or ((select identity.clearances(identity.group('reviewers'))) -> label_level::text) ? party_id::text
    )
  )
);

create policy version_of_assignment on returns.version for select to manumit_app using (
  return_id in (
    select id
    from returns.return
    where (party_id || ' ' || round_id) = any ((select identity.assigned('round'))::text[])
  )
  and label_level = 0
  and releasable_to is null
);

create policy version_submit on returns.version for insert to manumit_app with check (
  submitted_by = (select identity.person())
  and (
    party_id = any ((select identity.parties(identity.group('signers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('signers'))) -> label_level::text) ? party_id::text)
  )
  and return_id in (select id from returns.return where state = 'signed' and submitted_version = number - 1)
);

create policy guard_all on returns.version to manumit_guard using (true) with check (true);

create policy owner_all on returns.version to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on returns.version
  for each statement execute function platform.record_public_change();

create trigger set_label before insert or update of return_id, label_level, releasable_to on returns.version
  for each row execute function returns.set_label();
