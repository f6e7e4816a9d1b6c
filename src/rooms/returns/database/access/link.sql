comment on table returns.link is
  'A section of a return, shared with a colleague by a link that needs no account. The link opens only that section, for a limited '
  'time, and can be withdrawn at any moment. Only the hash of the link is stored; the function that opens it records each use.';
comment on column returns.link.name is 'The recipient: an office, as the party calls it.';
comment on column returns.link.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column returns.link.releasable_to is 'The parties it is releasable to; null: no restriction.';
comment on column returns.link.token_hash is 'The hash of the secret in the link.';

alter table returns.link enable row level security;
alter table returns.link force row level security;
-- The hash can be written, but never read.
grant insert on returns.link to manumit_app;
grant select (id, return_id, party_id, section_id, name, created_by, created_at, ends_at, accepted_at, handed_back_at,
  withdrawn_by, withdrawn_at) on returns.link to manumit_app;
grant update (accepted_at, handed_back_at, withdrawn_by, withdrawn_at) on returns.link to manumit_app;
grant select, insert, update on returns.link to manumit_guard;

create policy link_read on returns.link for select to manumit_app using (
  (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
  or id = (select returns.own_link())
);

-- A section of a labelled return cannot be shared by link. Sharing therefore requires no clearance, and none is checked.
create policy link_issue on returns.link for insert to manumit_app with check (
  created_by = (select identity.person())
  and accepted_at is null
  and handed_back_at is null
  and withdrawn_at is null
  and label_level = 0
  and releasable_to is null
  and party_id = any ((select identity.parties(identity.group('signers')))::uuid[])
);

create policy link_change on returns.link for update to manumit_app using (id = (select returns.own_link())) with check (
  id = (select returns.own_link())
  and withdrawn_at is null
);

create policy link_withdraw on returns.link for update to manumit_app using (
  withdrawn_at is null
  and (
    party_id = any ((select identity.parties(identity.group('signers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('signers'))) -> label_level::text) ? party_id::text)
  )
) with check (withdrawn_by = (select identity.person()));

create policy guard_all on returns.link to manumit_guard using (true) with check (true);

create policy owner_all on returns.link to manumit_schema using (true) with check (true);

create trigger add_number after insert on returns.link
  referencing new table as added for each statement execute function identity.add_number();

create trigger remove_number after delete on returns.link
  referencing old table as gone for each statement execute function identity.remove_number();

create trigger set_label before insert or update of return_id, label_level, releasable_to on returns.link
  for each row execute function returns.set_label();
