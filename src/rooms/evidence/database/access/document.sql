comment on table evidence.document is 'A file attached to evidence of its party. A purge removes its name and content and leaves the row.';
comment on column evidence.document.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column evidence.document.releasable_to is 'The parties it is releasable to; null: no restriction.';
comment on column evidence.document.sha256 is 'SHA-256 of the content, from when it was uploaded.';

alter table evidence.document enable row level security;
alter table evidence.document force row level security;
grant select, insert on evidence.document to manumit_app;
grant select, insert, update, delete on evidence.document to manumit_guard;
alter table evidence.document alter column uploaded_by set default identity.person();

-- A file is read by those who may enter evidence for its party, and by those who can read an item that shows it.
create policy document_read on evidence.document for select to manumit_app using (
  (
    not by_office
    and (
      party_id = any ((select identity.parties(identity.group('evidence-writers')))::uuid[])
      and (
        label_level = 0
        or ((select identity.clearances(identity.group('evidence-writers'))) -> label_level::text) ? party_id::text
      )
    )
  )
  or (
    by_office
    and (
      (select identity.holds(identity.group('office')))
      and (
        (label_level = 0 and releasable_to is null)
        or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
      )
    )
  )
  or exists (select from evidence.item p where p.document_id = document.id)
);

create policy document_add on evidence.document for insert to manumit_app with check (
  uploaded_by = (select identity.person())
  and purged_at is null
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
);

create policy guard_all on evidence.document to manumit_guard using (true) with check (true);

create policy owner_all on evidence.document to manumit_schema using (true) with check (true);

create trigger label_check before insert on evidence.document
  for each row
  when (new.label_level > 0)
  execute function identity.check_label();
