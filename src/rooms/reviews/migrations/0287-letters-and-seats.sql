-- The language a party is written to in (5g): what headquarters chose for its part of a round. The next round begins with what was chosen last.
alter table reviews.participation add column letter_language text check (letter_language in ('en', 'fr'));
grant update (letter_language) on reviews.participation to manumit_app;
create function reviews.guard_letter_language() returns trigger language plpgsql as $$
begin
  if current_user = 'manumit_app' and not identity.cleared('{policy-office}', new.label_level, new.releasable_to)
  then raise exception 'headquarters writes its letters' using errcode = '42501'; end if;
  return new;
end $$;
create trigger guard_letter_language before update of letter_language on reviews.participation for each row
  when (old.letter_language is distinct from new.letter_language) execute function reviews.guard_letter_language();

-- A seat (identity.seated) opens the one part it is for, where that is of the lowest label and for all, to what a reviewer does in it: nothing else of the party.
do $$ declare
  seat text := 'id::text = any ((select identity.seated(''part''))::text[]) and label_level = 0 and releasable_to is null';
  within text := 'participation_id in (select id from reviews.participation where id::text = any ((select identity.seated(''part''))::text[]))';
  p text[];
begin
  execute format('create policy participation_of_seat on reviews.participation for select to manumit_app using (%s)', seat);
  execute format('create policy participation_change_of_seat on reviews.participation for update to manumit_app using (%1$s) with check (%1$s)', seat);
  execute format('create policy adopted_part_of_seat on reviews.adopted_part for select to manumit_app using (
      (party_id || '' '' || round_id) = any ((select identity.seated(''round''))::text[]) and label_level = 0 and releasable_to is null)');
  execute format('create policy answer_of_seat on reviews.answer for select to manumit_app using (submitted_at is not null and %s)', within);
  foreach p slice 1 in array array[['rating', 'read'], ['finding', 'read'], ['visit_note', 'read']] loop
    execute format('create policy %I on reviews.%I for select to manumit_app using (%s)', p[1] || '_of_seat', p[1], within);
  end loop;
  foreach p slice 1 in array array[['clarification', 'asked_by = (select identity.person()) and answered_at is null'],
      ['rating', 'rated_by = (select identity.person()) and participation_id in (select id from reviews.participation where state not in (''adopted'', ''follow-up''))'],
      ['finding', 'drafted_by = (select identity.person())'], ['visit', 'recorded_by = (select identity.person())'], ['visit_note', 'person_id = (select identity.person())'],
      ['step', 'person_id = (select identity.person()) and act in (''ask'', ''rate'', ''find'', ''verify'')']] loop
    execute format('create policy %I on reviews.%I for insert to manumit_app with check (%s and %s)', p[1] || '_by_seat', p[1], p[2], within);
  end loop;
  execute format('create policy finding_change_by_seat on reviews.finding for update to manumit_app using (%s)', within);
  execute format('create policy finding_event_by_seat on reviews.finding_event for insert to manumit_app with check (person_id = (select identity.person()) and kind <> ''progress''
      and finding_id in (select id from reviews.finding f where f.party_id = finding_event.party_id and %s))', within);
end $$;

-- The guards of 0241, which let a seat judge its part.
create or replace function reviews.guard_participation() returns trigger language plpgsql as $$
declare speaks boolean; judges boolean;
begin
  if current_user <> 'manumit_app' then return new; end if;
  if (new.returned_at, new.signed_by, new.signer_capacity) is distinct from (old.returned_at, old.signed_by, old.signer_capacity)
    and not (new.signed_by = identity.person() and new.party_id = any (identity.parties('{focal-point,commander}', new.label_level)))
  then raise exception 'a signer of the party hands the return over' using errcode = '42501'; end if;
  if identity.cleared('{policy-office}', new.label_level, new.releasable_to) then return new; end if;
  if (new.return_due, new.comment_due, new.draft_sent_at, new.unrated_reason) is distinct from (old.return_due, old.comment_due, old.draft_sent_at, old.unrated_reason)
  then raise exception 'the policy office sets the days and sends the draft' using errcode = '42501'; end if;
  speaks := new.party_id = any (identity.parties('{focal-point,commander,contracting-officer}', new.label_level));
  judges := new.party_id = any (identity.parties('{reviewer}', new.label_level)) or new.id::text = any (identity.seated('part'));
  if new.comments_done_at is distinct from old.comments_done_at and not speaks then
    raise exception 'the party ends its comments' using errcode = '42501'; end if;
  if new.state <> old.state and not (
      (speaks and (old.state, new.state) in (('asked', 'prefilled'), ('adopted', 'follow-up')))
      or (speaks and old.state = 'prefilled' and new.state = 'returned' and new.returned_at is not null)
      or (judges and (old.state, new.state) in (('returned', 'clarifying'), ('asked', 'drafted'), ('prefilled', 'drafted'), ('returned', 'drafted'),
        ('clarifying', 'drafted'), ('adopted', 'follow-up'))))
  then raise exception 'this step is not theirs to take' using errcode = '42501'; end if;
  return new;
end $$;
create or replace function reviews.guard_finding() returns trigger language plpgsql as $$
begin
  if current_user = 'manumit_app' and not exists (select from reviews.participation p where p.id = new.participation_id
      and (identity.cleared('{policy-office}', p.label_level, p.releasable_to) or p.party_id = any (identity.parties('{reviewer}', p.label_level)) or p.id::text = any (identity.seated('part')))) and (
    (new.grade, new.title, new.body, new.obligation_ids, new.clause_ids, new.evidence_ids, new.cites_absence, new.owner, new.due) is distinct from
    (old.grade, old.title, old.body, old.obligation_ids, old.clause_ids, old.evidence_ids, old.cites_absence, old.owner, old.due)
    or (new.state <> old.state and not (old.state = 'open' and new.state = 'reported')))
  then raise exception 'a party only reports on a finding' using errcode = '42501'; end if;
  if old.state <> 'drafted' and
    (new.grade, new.title, new.body, new.obligation_ids, new.clause_ids, new.evidence_ids, new.cites_absence, new.owner, new.due) is distinct from
    (old.grade, old.title, old.body, old.obligation_ids, old.clause_ids, old.evidence_ids, old.cites_absence, old.owner, old.due)
  then raise exception 'an adopted finding is not reworded' using errcode = '42501'; end if;
  return new;
end $$;
