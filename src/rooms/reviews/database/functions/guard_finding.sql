-- The wording of a finding is fixed at adoption; afterwards only its state changes. This applies to every role. A party reports on a
-- finding about it and changes nothing else.
create or replace function reviews.guard_finding() returns trigger
language plpgsql volatile
as $$
declare reworded boolean := (new.grade, new.title, new.body, new.obligation_ids, new.clause_ids, new.evidence_ids, new.cites_absence,
    new.owner, new.due) is distinct from
  (old.grade, old.title, old.body, old.obligation_ids, old.clause_ids, old.evidence_ids, old.cites_absence, old.owner, old.due);
begin
  if current_user = 'manumit_app' and not exists (select from reviews.participation p where p.id = new.participation_id
      and (identity.cleared(identity.group('office'), p.label_level, p.releasable_to)
      or p.party_id = any (identity.parties(identity.group('reviewers'), p.label_level))
      or p.id::text = any (identity.assigned('participation')))) and (reworded
    or (new.state <> old.state and not (old.state = 'open' and new.state = 'reported')))
  then raise exception 'a party only reports on a finding' using errcode = '42501'; end if;
  if old.state <> 'drafted' and reworded then raise exception 'an adopted finding is not reworded' using errcode = '42501'; end if;
  return new;
end
$$;
revoke all on function reviews.guard_finding() from public;
