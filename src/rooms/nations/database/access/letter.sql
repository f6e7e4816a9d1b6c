comment on table nations.letter is 'A letter that was sent: its own text, or a file if it was written elsewhere.';
comment on column nations.letter.offer is 'The help offered in it.';
comment on column nations.letter.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column nations.letter.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table nations.letter enable row level security;
alter table nations.letter force row level security;
grant select, insert on nations.letter to manumit_app;
grant select on nations.letter to manumit_guard;
grant update (label_level, releasable_to) on nations.letter to manumit_guard;

-- The writer, the writer's reviewers, and headquarters.
create policy letter_read on nations.letter for select to manumit_app using (
  (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
  or (
    writer_id = any ((select identity.parties(identity.group('readers')))::uuid[])
    and (
      label_level = 0
      or ((select identity.clearances(identity.group('readers'))) -> label_level::text) ? writer_id::text
    )
  )
);

create policy letter_received on nations.letter for select to manumit_app using (
  (
    addressee_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (
      label_level = 0
      or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? addressee_id::text
    )
  )
  and (releasable_to is null or addressee_id = any (releasable_to))
);

create policy letter_own_name on nations.letter as restrictive for insert to manumit_app with check (
  recorded_by = (select identity.person())
);

-- A nation writes through its focal point, headquarters through its policy office; each only for itself.
create policy letter_write on nations.letter for insert to manumit_app with check (
  (
    writer_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
    and (
      label_level = 0
      or ((select identity.clearances(identity.group('representatives'))) -> label_level::text) ? writer_id::text
    )
  )
  or (
    (
      (select identity.holds(identity.group('office')))
      and (
        (label_level = 0 and releasable_to is null)
        or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
      )
    )
    and writer_id in (select id from parties.party where kind = 'body')
  )
);

create policy guard_all on nations.letter to manumit_guard using (true) with check (true);

create policy owner_all on nations.letter to manumit_schema using (true) with check (true);

create trigger set_label before insert or update of label_level, releasable_to on nations.letter
  for each row execute function nations.set_label();
