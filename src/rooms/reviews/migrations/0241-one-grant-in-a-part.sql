-- Inside a part, the very grant that holds the role must be cleared for the part: the clearance of one and the role of another came together there, so that a
-- reviewer without clearance read ratings of a labelled part as its cleared focal point, before its draft was sent.
do $$ declare
  within text := 'participation_id in (select id from reviews.participation where %s)';
  office text := format(within, identity.label_policy('anywhere', '{policy-office}'));
  reviewer text := format(within, identity.label_policy('at', '{reviewer}'));
  own text := format(within, identity.label_policy('at', '{focal-point,commander,contracting-officer,legal-adviser,training-officer}'));
  speaks text := format(within, identity.label_policy('at', '{focal-point,commander,contracting-officer}'));
  shown text := format(within, 'state in (''commenting'', ''adopted'', ''follow-up'') and ' ||
    identity.label_policy('at', '{focal-point,commander,contracting-officer,legal-adviser,training-officer}'));
  judges text := format('(%s or %s)', office, reviewer);
  p record;
begin
  -- What asked for a part that somebody sees at all is asked below by each rule itself.
  for p in select policyname, tablename from pg_policies where schemaname = 'reviews' and (policyname like '%\_in\_part' or policyname in ('answer_read', 'answer_add',
      'answer_change', 'clarification_add', 'clarification_answer', 'rating_read', 'rating_add', 'finding_read', 'finding_add', 'finding_change', 'finding_event_add',
      'comment_add', 'comment_decide', 'step_add')) loop
    execute format('drop policy %I on reviews.%I', p.policyname, p.tablename);
  end loop;
  execute format('create policy answer_read on reviews.answer for select to manumit_app using (%s or (submitted_at is not null and %s))', own, judges);
  execute format('create policy answer_add on reviews.answer for insert to manumit_app with check (submitted_at is null and %s)', speaks);
  execute format('create policy answer_change on reviews.answer for update to manumit_app using (submitted_at is null and %1$s) with check (%1$s)', speaks);
  execute format('create policy clarification_add on reviews.clarification for insert to manumit_app with check (
      asked_by = (select identity.person()) and answered_at is null and %s)', judges);
  execute format('create policy clarification_answer on reviews.clarification for update to manumit_app
      using (answered_at is null and %s) with check (answered_by = (select identity.person()))', speaks);
  execute format('create policy rating_read on reviews.rating for select to manumit_app using (%s or %s)', judges, shown);
  execute format('create policy rating_add on reviews.rating for insert to manumit_app with check (rated_by = (select identity.person()) and %s
      and participation_id in (select id from reviews.participation where state not in (''adopted'', ''follow-up'')))', judges);
  execute format('create policy finding_read on reviews.finding for select to manumit_app using (%s or %s or (carried_from is not null and %s))', judges, shown, own);
  execute format('create policy finding_add on reviews.finding for insert to manumit_app with check (%s)', judges);
  execute format('create policy finding_change on reviews.finding for update to manumit_app using (%s or %s)', judges, speaks);
  execute format('create policy finding_event_add on reviews.finding_event for insert to manumit_app with check (person_id = (select identity.person())
      and case when kind = ''progress'' then finding_id in (select id from reviews.finding f where f.party_id = finding_event.party_id and %s)
        else finding_id in (select id from reviews.finding f where f.party_id = finding_event.party_id and %s) end)', speaks, judges);
  execute format('create policy comment_add on reviews.comment for insert to manumit_app with check (person_id = (select identity.person()) and decision is null and %s)', speaks);
  execute format('create policy comment_decide on reviews.comment for update to manumit_app using (decision is null and %s)
      with check (decided_by = (select identity.person()))', office);
  execute format('create policy step_add on reviews.step for insert to manumit_app with check (person_id = (select identity.person())
      and case when act in (''prefill'', ''answer'', ''submit'', ''explain'', ''comment'', ''report-progress'') then %s
        when act in (''ask'', ''rate'', ''find'', ''verify'') then %s else %s end)', speaks, judges, office);
end $$;

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
  judges := new.party_id = any (identity.parties('{reviewer}', new.label_level));
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
      and (identity.cleared('{policy-office}', p.label_level, p.releasable_to) or p.party_id = any (identity.parties('{reviewer}', p.label_level)))) and (
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
