comment on table evidence.piece is
  'A piece of evidence: what shows how a party keeps obligations. A submitted one is corrected by a new one, never changed.';
comment on column evidence.piece.by_office is
  'Entered by headquarters'' policy office about the party: its own piece, not the party''s word.';
comment on column evidence.piece.says is
  'What it says of the obligations it names. `nil`: nothing occurred in the period; `zero`: no item was received, which says nothing about '
  'what happened; `informs`: it decides no status.';
comment on column evidence.piece.origin is 'declared: a person says so; arose: work left it.';
comment on column evidence.piece.date is 'What it is about, as exact as its source: a year, a month or a day.';
comment on column evidence.piece.version is 'Grows with each change; a command that read an older one is refused.';
comment on column evidence.piece.counts_on is
  'The day from which it counts, worked out from `date` and `as_of` when it is submitted; the newest decides.';
comment on column evidence.piece.corrects_id is 'The piece it takes the place of.';
comment on column evidence.piece.confirms_id is 'The piece of which it says that it is still true.';
comment on column evidence.piece.submitted_at is 'Null: a draft, which only those who enter see.';
comment on column evidence.piece.released_at is 'Since when everybody signed in may read it: a round that cites it was adopted.';
comment on column evidence.piece.label_level is
  '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015). Labels stand on pieces and files, since both hold '
  'words, and are copied to what is counted from them, so that nobody''s counts and statuses hold more than they may read.';
comment on column evidence.piece.releasable_to is 'The parties it is releasable to; null: no restriction.';

-- Each sub-query of a policy that is reached asks the claims again, in the order in which they stand. Most who read a piece speak for its
-- party: that is asked first, and the policy office after it.
alter table evidence.piece enable row level security;
alter table evidence.piece force row level security;
-- What becomes of a piece later is never part of entering it: a row made with a purge, an end or a release already in it would carry names
-- that nobody checked.
grant select on evidence.piece to manumit_app;
grant insert (id, edition_id, party_id, by_office, kind, says, origin, title_en, title_fr, source_en, source_fr, date, as_of,
  page, document_id, address, note, state, counts_on, corrects_id, confirms_id, entered_by, entered_name, entered_at, signed_by,
  signed_name, submitted_at, label_level, releasable_to) on evidence.piece to manumit_app;
grant update (kind, says, title_en, title_fr, source_en, source_fr, date, as_of, page, document_id, address, note, state, version,
  counts_on, signed_by, signed_name, submitted_at, ended_by, ended_at, end_reason, purge_asked_by, purge_asked_at, purge_reason,
  label_level, releasable_to) on evidence.piece to manumit_app;
grant select, insert, update on evidence.piece to manumit_guard;
alter table evidence.piece alter column entered_by set default identity.person();
alter table evidence.piece alter column entered_name set default evidence.own_name();

-- A draft is the party's own (or the policy office's own); submitted evidence is for the party, the policy office and reviewers of the
-- party; released evidence for all.
create policy piece_read on evidence.piece for select to manumit_app using (
  case
    when submitted_at is null then
      (
        not by_office
        and (
          party_id = any (
            (select identity.parties('{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office}'))::uuid[]
          )
          and (
            label_level = 0
            or (
              (
                select identity.clearances('{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office}')
              ) -> label_level::text
            ) ? party_id::text
          )
        )
      )
      or (
        by_office
        and (
          (select identity.holds('{policy-office}'))
          and (
            (label_level = 0 and releasable_to is null)
            or ((select identity.clearances('{policy-office}')) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
          )
        )
      )
    else
      (
        party_id = any (
          (
            select identity.parties('{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office,reviewer}')
          )::uuid[]
        )
        and (
          label_level = 0
          or (
            (
              select identity.clearances(
                '{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office,reviewer}'
              )
            ) -> label_level::text
          ) ? party_id::text
        )
      )
      or (
        (select identity.holds('{policy-office}'))
        and (
          (label_level = 0 and releasable_to is null)
          or ((select identity.clearances('{policy-office}')) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
        )
      )
      or (
        released_at is not null
        and (
          (select identity.person()) is not null
          and (
            (label_level = 0 and releasable_to is null)
            or (
              (
                select identity.clearances(
                  '{policy-office,reviewer,focal-point,commander,training-officer,case-officer,investigator,'
                  'legal-adviser,contracting-officer,partner-contact,auditor,party-admin,platform-admin}'
                )
              ) -> label_level::text
            ) ?| coalesce(releasable_to::text[], '{any}')
          )
        )
      )
  end
);

create policy piece_of_seat on evidence.piece for select to manumit_app using (
  party_id::text = any ((select identity.seated('party'))::text[])
  and submitted_at is not null
  and label_level = 0
  and releasable_to is null
  and evidence.is_for_seat(id)
);

create policy piece_enter on evidence.piece for insert to manumit_app with check (
  entered_by = (select identity.person())
  and (signed_by is null or signed_by = entered_by)
  and state in ('draft', 'submitted')
  and released_at is null
  and entered_name is not distinct from (select evidence.own_name())
  and (signed_name is null or signed_name = entered_name)
  and ended_by is null
  and purge_asked_by is null
  and case
    when by_office then
      (
        (select identity.holds('{policy-office}'))
        and (
          (label_level = 0 and releasable_to is null)
          or ((select identity.clearances('{policy-office}')) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
        )
      )
      and exists (select from parties.party x where x.id = party_id)
    else
      (
        party_id = any (
          (select identity.parties('{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office}'))::uuid[]
        )
        and (
          label_level = 0
          or (
            (
              select identity.clearances('{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office}')
            ) -> label_level::text
          ) ? party_id::text
        )
      )
      and (
        submitted_at is null
        or origin = 'arose'
        or (
          party_id = any ((select identity.parties('{focal-point,commander,policy-office}'))::uuid[])
          and (
            label_level = 0
            or ((select identity.clearances('{focal-point,commander,policy-office}')) -> label_level::text) ? party_id::text
          )
        )
      )
  end
);

-- Whoever enters evidence may ask for a purge, also of what a colleague signed: a file with somebody's name in it must not wait for a
-- signer. The check on changed rows asked for a signer and so refused it. Signing by this way stays closed: who signed is another.
create policy piece_change on evidence.piece for update to manumit_app using (
  case
    when by_office then
      (
        (select identity.holds('{policy-office}'))
        and (
          (label_level = 0 and releasable_to is null)
          or ((select identity.clearances('{policy-office}')) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
        )
      )
    else
      (
        party_id = any (
          (select identity.parties('{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office}'))::uuid[]
        )
        and (
          label_level = 0
          or (
            (
              select identity.clearances('{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office}')
            ) -> label_level::text
          ) ? party_id::text
        )
      )
  end
) with check (
  case
    when by_office then
      (
        (select identity.holds('{policy-office}'))
        and (
          (label_level = 0 and releasable_to is null)
          or ((select identity.clearances('{policy-office}')) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
        )
      )
    else
      (
        party_id = any (
          (select identity.parties('{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office}'))::uuid[]
        )
        and (
          label_level = 0
          or (
            (
              select identity.clearances('{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office}')
            ) -> label_level::text
          ) ? party_id::text
        )
      )
      and (
        submitted_at is null
        or origin = 'arose'
        or (
          party_id = any ((select identity.parties('{focal-point,commander,policy-office}'))::uuid[])
          and (
            label_level = 0
            or ((select identity.clearances('{focal-point,commander,policy-office}')) -> label_level::text) ? party_id::text
          )
        )
        or (state = 'purge-asked' and signed_by is distinct from (select identity.person()))
      )
  end
);

create policy guard_all on evidence.piece to manumit_guard using (true) with check (true);

create policy owner_all on evidence.piece to manumit_schema using (true) with check (true);

create trigger guard before update on evidence.piece for each row execute function evidence.guard_piece();

create trigger hold_in after insert on evidence.piece
  referencing new table as fresh for each statement
  when (current_user <> 'manumit_guard')
  execute function evidence.hold_many();

create trigger hold_on after update of state, label_level, releasable_to on evidence.piece
  for each row
  when ((old.state, old.label_level, old.releasable_to) is distinct from (new.state, new.label_level, new.releasable_to))
  execute function evidence.hold();

create trigger keep_label before insert on evidence.piece
  for each row
  when (new.label_level > 0)
  execute function identity.keep_label('evidence.label_release');

create trigger keep_label_of_former before insert on evidence.piece
  for each row
  when (new.corrects_id is not null or new.confirms_id is not null)
  execute function evidence.keep_label_of_former();

create trigger keep_label_on before update of label_level, releasable_to on evidence.piece
  for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to))
  execute function identity.keep_label('evidence.label_release');

create trigger label_file after insert or update of document_id, label_level, releasable_to on evidence.piece
  for each row
  when (new.document_id is not null)
  execute function evidence.label_file();

create trigger mirror after update of state, kind, says, label_level, releasable_to on evidence.piece
  for each row
  when (
    (
      old.state, old.kind, old.says, old.label_level, old.releasable_to
    ) is distinct from (new.state, new.kind, new.says, new.label_level, new.releasable_to)
  )
  execute function evidence.mirror();
