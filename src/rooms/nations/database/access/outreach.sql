comment on table nations.outreach is
  'An attempt to encourage a contributor, with its letters and replies (5b). It says nothing about the contributor''s own status.';
comment on column nations.outreach.instruments is 'The treaties it concerns.';
comment on column nations.outreach.last_sent_on is 'The date of its last letter, for the order of the list.';
comment on column nations.outreach.reminder_on is 'The date on which the writer plans to return to it. It is never overdue.';
comment on column nations.outreach.label_level is
  '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015). An attempt is one file with one label; its rows carry a '
  'copy, so that each row is read under one grant that holds both the role and the clearance.';
comment on column nations.outreach.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table nations.outreach enable row level security;
alter table nations.outreach force row level security;
grant select, insert on nations.outreach to manumit_app;
grant update (state, since, last_sent_on, reminder_on, close_reason, version, label_level, releasable_to)
  on nations.outreach to manumit_app;
grant select on nations.outreach to manumit_guard;

-- The writer, the writer's reviewers, and headquarters.
create policy outreach_read on nations.outreach for select to manumit_app using (
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

create policy outreach_own_name on nations.outreach as restrictive for insert to manumit_app with check (
  opened_by = (select identity.person())
  and state = 'opened'
);

-- A nation writes through its focal point, headquarters through its policy office; each only for itself.
create policy outreach_write on nations.outreach for insert to manumit_app with check (
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

create policy outreach_change on nations.outreach for update to manumit_app using (
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

create policy guard_all on nations.outreach to manumit_guard using (true) with check (true);

create policy owner_all on nations.outreach to manumit_schema using (true) with check (true);

create trigger set_label_of_rows after update of label_level, releasable_to on nations.outreach
  for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to))
  execute function nations.set_label_of_rows();

create trigger label_check before insert on nations.outreach
  for each row
  when (new.label_level > 0)
  execute function identity.check_label();

create trigger label_check_change before update of label_level, releasable_to on nations.outreach
  for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to))
  execute function identity.check_label();
