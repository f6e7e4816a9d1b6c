comment on table returns.return is
  'The questionnaire is stored as it was sent, with its hash. A changed wording is another version of the questionnaire, and another '
  'return.';
comment on column returns.return.due is 'Null: the return is never overdue.';
comment on column returns.return.submitted_version is 'The newest version submitted; 0: none yet.';
comment on column returns.return.label_level is
  '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015). A return is one file with one label, like a participation '
  'of a round: all its rows carry a copy, so that each row is read under one grant that holds both the role and the clearance. The '
  'hashed bytes never change: the label is stored separately.';
comment on column returns.return.releasable_to is 'The parties it is releasable to; null: no restriction.';
comment on column returns.return.treaties is
  'The status of the party in the instruments that the questionnaire names, by the treaty table on the day the return was opened.';
comment on column returns.return.status_public is
  'Whether the public may know that the party returned, returned nil, or did not return.';

alter table returns.return enable row level security;
alter table returns.return force row level security;
grant select, insert on returns.return to manumit_app;
grant update (due, state, since, submitted_version, version, label_level, releasable_to, status_public) on returns.return to manumit_app;
grant select, insert, update on returns.return to manumit_guard;

-- The holder of the link reads and answers its section.
create policy return_of_link on returns.return for select to manumit_app using (
  id in (select return_id from returns.link where id = (select returns.own_link()))
);

-- The party and headquarters know that a return is requested; the party's reviewers see it once a version was submitted.
create policy return_read on returns.return for select to manumit_app using (
  (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
  or (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
  or (
    submitted_version > 0
    and (
      party_id = any ((select identity.parties(identity.group('reviewers')))::uuid[])
      and (
        label_level = 0
        or ((select identity.clearances(identity.group('reviewers'))) -> label_level::text) ? party_id::text
      )
    )
  )
);

create policy return_of_assignment on returns.return for select to manumit_app using (
  (party_id || ' ' || round_id) = any ((select identity.assigned('round'))::text[])
  and submitted_version > 0
  and label_level = 0
  and releasable_to is null
);

create policy return_open on returns.return for insert to manumit_app with check (
  opened_by = (select identity.person())
  and state = 'open'
  and submitted_version = 0
  and (
    (
      (select identity.holds(identity.group('office')))
      and (
        (label_level = 0 and releasable_to is null)
        or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
      )
    )
    or (
      party_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
      and (
        label_level = 0
        or ((select identity.clearances(identity.group('representatives'))) -> label_level::text) ? party_id::text
      )
    )
  )
);

create policy return_change on returns.return for update to manumit_app using (
  (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
  or (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
);

create policy guard_all on returns.return to manumit_guard using (true) with check (true);

create policy owner_all on returns.return to manumit_schema using (true) with check (true);

-- Its name sorts before the guard trigger's, so that a label that is too high gets this error.
create trigger before_guard_label_check before update of label_level, releasable_to on returns.return
  for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to))
  execute function identity.check_label('returns.label_release');

create trigger set_label_of_rows after update of label_level, releasable_to on returns.return
  for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to))
  execute function returns.set_label_of_rows();

create trigger guard before update on returns.return for each row execute function returns.guard_return();

create trigger guard_status_public before update of status_public on returns.return
  for each row
  when (new.status_public <> old.status_public)
  execute function returns.guard_status_public();

create trigger guard_status_public_on_insert before insert on returns.return
  for each row
  when (new.status_public)
  execute function returns.guard_status_public();

create trigger label_check before insert on returns.return
  for each row
  when (new.label_level > 0)
  execute function identity.check_label('returns.label_release');

create trigger public_change after insert or update or delete or truncate on returns.return
  for each statement execute function platform.record_public_change();
