comment on table evidence.item is
  'An evidence item: shows how a party keeps obligations. A submitted item is corrected by a new one, never changed.';
comment on column evidence.item.by_office is
  'Entered by headquarters'' policy office about the party: the office''s own item, not the party''s statement.';
comment on column evidence.item.says is
  'What it states about its obligations. `nil`: nothing occurred in the period; `zero`: no item was received, which says nothing about '
  'what happened; `informs`: it decides no status.';
comment on column evidence.item.origin is
  'measured: counted by the program from work in a room; rated: by an adopted review; public-source: from imported facts; declared: '
  'stated by people.';
comment on column evidence.item.date is 'The date it concerns, as exact as its source: a year, a month or a day.';
comment on column evidence.item.version is 'Increases with each change; a command that read an older version is refused.';
comment on column evidence.item.counts_on is
  'The day from which it counts, computed from `date` and `as_of` on submission; the newest decides.';
comment on column evidence.item.corrects_id is 'The item it replaces.';
comment on column evidence.item.confirms_id is 'The item it confirms as still true.';
comment on column evidence.item.submitted_at is 'Null: a draft, visible only to those who enter evidence.';
comment on column evidence.item.released_at is 'When every signed-in user could read it: a round that cites it was adopted.';
comment on column evidence.item.opens_with_round is
  'False: it quotes a return, whose sections have a release of their own. The adoption of a round that cites it does not open it.';
comment on column evidence.item.label_level is
  '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015). Items and files carry labels because both hold text. '
  'Counts derived from them carry a copy, so that counts and statuses show a user no more than they may read.';
comment on column evidence.item.releasable_to is 'The parties it is releasable to; null: no restriction.';

-- Each sub-query that a policy reaches reads the claims again, in the written order. Most readers of an item represent its party, so that
-- is checked first, and the policy office next.
alter table evidence.item enable row level security;
alter table evidence.item force row level security;
-- Later states of an item are never part of its insert: a row inserted with a purge, an end or a release would name persons that nothing
-- has checked.
grant select on evidence.item to manumit_app;
grant insert (id, edition_id, party_id, by_office, kind, says, origin, title_en, title_fr, source_en, source_fr, date, as_of,
  page, document_id, address, note, state, counts_on, corrects_id, confirms_id, entered_by, entered_name, entered_at, signed_by,
  signed_name, submitted_at, label_level, releasable_to) on evidence.item to manumit_app;
grant update (kind, says, title_en, title_fr, source_en, source_fr, date, as_of, page, document_id, address, note, state, version,
  counts_on, signed_by, signed_name, submitted_at, ended_by, ended_at, end_reason, purge_requested_by, purge_requested_at, purge_reason,
  label_level, releasable_to) on evidence.item to manumit_app;
grant select, insert, update on evidence.item to manumit_guard;
alter table evidence.item alter column entered_by set default identity.person();
alter table evidence.item alter column entered_name set default evidence.own_name();

-- A draft is visible to the party (or to the policy office, if the office entered it); submitted evidence to the party, the policy office
-- and reviewers of the party; released evidence to every signed-in user.
create policy item_read on evidence.item for select to manumit_app using (
  case
    when submitted_at is null then
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
    else
      (
        party_id = any ((select identity.parties(identity.group('evidence-readers')))::uuid[])
        and (
          label_level = 0
          or ((select identity.clearances(identity.group('evidence-readers'))) -> label_level::text) ? party_id::text
        )
      )
      or (
        (select identity.holds(identity.group('office')))
        and (
          (label_level = 0 and releasable_to is null)
          or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
        )
      )
      or (
        released_at is not null
        and (
          (select identity.person()) is not null
          and (
            (label_level = 0 and releasable_to is null)
            or ((select identity.clearances(identity.group('all'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
          )
        )
      )
  end
);

create policy item_of_assignment on evidence.item for select to manumit_app using (
  party_id::text = any ((select identity.assigned('party'))::text[])
  and submitted_at is not null
  and label_level = 0
  and releasable_to is null
  and evidence.is_for_assignment(id)
);

-- The register of training providers is the training officer's own record, declared in that officer's name as a signer declares an item.
-- Changing the item afterwards is for a signer, so this arm is not in item_change.
create policy item_enter on evidence.item for insert to manumit_app with check (
  entered_by = (select identity.person())
  and (signed_by is null or signed_by = entered_by)
  and state in ('draft', 'submitted')
  and released_at is null
  and entered_name is not distinct from (select evidence.own_name())
  and (signed_name is null or signed_name = entered_name)
  and ended_by is null
  and purge_requested_by is null
  and case
    when by_office then
      (
        (select identity.holds(identity.group('office')))
        and (
          (label_level = 0 and releasable_to is null)
          or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
        )
      )
      and exists (select from parties.party x where x.id = party_id)
    else
      (
        party_id = any ((select identity.parties(identity.group('evidence-writers')))::uuid[])
        and (
          label_level = 0
          or ((select identity.clearances(identity.group('evidence-writers'))) -> label_level::text) ? party_id::text
        )
      )
      and (
        submitted_at is null
        or origin = 'measured'
        or (
          party_id = any ((select identity.parties(identity.group('evidence-signers')))::uuid[])
          and (
            label_level = 0
            or ((select identity.clearances(identity.group('evidence-signers'))) -> label_level::text) ? party_id::text
          )
        )
        or (
          kind = 'EV-PROV'
          and party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
          and (
            label_level = 0
            or ((select identity.clearances(identity.group('trainers'))) -> label_level::text) ? party_id::text
          )
        )
      )
  end
);

-- Everyone who enters evidence may request a purge, also of an item that a colleague signed: a file with a person's name in it must not
-- wait for a signer. The check on changed rows once required a signer and so refused the request. This policy does not permit signing,
-- since the signer is another person.
-- The policy office may withdraw or purge what was measured at a party. guard_item decides which change of state an origin allows.
create policy item_change on evidence.item for update to manumit_app using (
  case
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
      or (
        origin = 'measured'
        and submitted_at is not null
        and (
          (select identity.holds(identity.group('office')))
          and (
            (label_level = 0 and releasable_to is null)
            or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
          )
        )
      )
  end
) with check (
  case
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
        (
          party_id = any ((select identity.parties(identity.group('evidence-writers')))::uuid[])
          and (
            label_level = 0
            or ((select identity.clearances(identity.group('evidence-writers'))) -> label_level::text) ? party_id::text
          )
        )
        and (
          submitted_at is null
          or origin = 'measured'
          or (
            party_id = any ((select identity.parties(identity.group('evidence-signers')))::uuid[])
            and (
              label_level = 0
              or ((select identity.clearances(identity.group('evidence-signers'))) -> label_level::text) ? party_id::text
            )
          )
          or (state = 'purge-requested' and signed_by is distinct from (select identity.person()))
        )
      )
      or (
        origin = 'measured'
        and submitted_at is not null
        and state in ('withdrawn', 'purge-requested')
        and (
          (select identity.holds(identity.group('office')))
          and (
            (label_level = 0 and releasable_to is null)
            or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
          )
        )
      )
  end
);

create policy guard_all on evidence.item to manumit_guard using (true) with check (true);

create policy owner_all on evidence.item to manumit_schema using (true) with check (true);

create trigger guard before update on evidence.item for each row execute function evidence.guard_item();

create trigger count_inserted after insert on evidence.item
  referencing new table as fresh for each statement
  when (current_user <> 'manumit_guard')
  execute function evidence.count_items();

create trigger count_updated after update of state, label_level, releasable_to on evidence.item
  for each row
  when ((old.state, old.label_level, old.releasable_to) is distinct from (new.state, new.label_level, new.releasable_to))
  execute function evidence.count_change();

create trigger label_check before insert on evidence.item
  for each row
  when (new.label_level > 0)
  execute function identity.check_label('evidence.label_release');

create trigger check_former before insert on evidence.item
  for each row
  when (new.corrects_id is not null or new.confirms_id is not null)
  execute function evidence.check_former();

create trigger label_check_change before update of label_level, releasable_to on evidence.item
  for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to))
  execute function identity.check_label('evidence.label_release');

create trigger label_file after insert or update of document_id, label_level, releasable_to on evidence.item
  for each row
  when (new.document_id is not null)
  execute function evidence.label_file();

create trigger update_obligations after update of state, kind, says, label_level, releasable_to on evidence.item
  for each row
  when (
    (
      old.state, old.kind, old.says, old.label_level, old.releasable_to
    ) is distinct from (new.state, new.kind, new.says, new.label_level, new.releasable_to)
  )
  execute function evidence.update_obligations();
