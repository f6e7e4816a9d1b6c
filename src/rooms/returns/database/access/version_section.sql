comment on table returns.version_section is 'A section of a version that was submitted, as hashed.';
comment on column returns.version_section.opened_at is 'When readers besides headquarters and its reviewers gained access.';
comment on column returns.version_section.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column returns.version_section.releasable_to is 'The parties it is releasable to; null: no restriction.';
comment on column returns.version_section.narrowed_to is
  'A narrowing of access after the section was submitted; it takes effect at once. Access widens only with the next version. The hashed '
  'bytes never change.';

alter table returns.version_section enable row level security;
alter table returns.version_section force row level security;
grant select, insert on returns.version_section to manumit_app;
grant update (opened_at) on returns.version_section to manumit_app;
grant select, insert, update on returns.version_section to manumit_guard;

create policy version_section_read on returns.version_section for select to manumit_app using (
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
  or (
    opened_at is not null
    and coalesce(narrowed_to, release) <> 'reviewers'
    and (
      (select identity.person()) is not null
      and (
        (label_level = 0 and releasable_to is null)
        or ((select identity.clearances(identity.group('all'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
      )
    )
  )
);

create policy version_section_of_assignment on returns.version_section for select to manumit_app using (
  return_id in (
    select id
    from returns.return
    where (party_id || ' ' || round_id) = any ((select identity.assigned('round'))::text[])
  )
  and label_level = 0
  and releasable_to is null
);

create policy version_section_public on returns.version_section for select to manumit_app using (returns.is_open(version_section));

create policy version_section_submit on returns.version_section for insert to manumit_app with check (
  opened_at is null
  and (
    party_id = any ((select identity.parties(identity.group('signers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('signers'))) -> label_level::text) ? party_id::text)
  )
  and return_id in (select id from returns.return where state = 'signed' and submitted_version = number - 1)
);

create policy version_section_open on returns.version_section for update to manumit_app using (
  opened_at is null
  and (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
) with check (
  (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
);

create policy guard_all on returns.version_section to manumit_guard using (true) with check (true);

create policy owner_all on returns.version_section to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on returns.version_section
  for each statement execute function platform.record_public_change();

create trigger set_label before insert or update of return_id, label_level, releasable_to on returns.version_section
  for each row execute function returns.set_label();
