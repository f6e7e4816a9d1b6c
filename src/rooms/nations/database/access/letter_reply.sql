comment on table nations.letter_reply is 'The reply, or a note that none came.';
comment on column nations.letter_reply.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column nations.letter_reply.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table nations.letter_reply enable row level security;
alter table nations.letter_reply force row level security;
grant select, insert on nations.letter_reply to manumit_app;
grant select on nations.letter_reply to manumit_guard;
grant update (label_level, releasable_to) on nations.letter_reply to manumit_guard;

-- The writer, the writer's reviewers, and headquarters.
create policy letter_reply_read on nations.letter_reply for select to manumit_app using (
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

create policy letter_reply_own_name on nations.letter_reply as restrictive for insert to manumit_app with check (
  recorded_by = (select identity.person())
);

-- A nation writes through its focal point, headquarters through its policy office; each only for itself.
create policy letter_reply_write on nations.letter_reply for insert to manumit_app with check (
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

create policy guard_all on nations.letter_reply to manumit_guard using (true) with check (true);

create policy owner_all on nations.letter_reply to manumit_schema using (true) with check (true);

create trigger set_label before insert or update of label_level, releasable_to on nations.letter_reply
  for each row execute function nations.set_label();
