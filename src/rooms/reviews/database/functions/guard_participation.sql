-- What the application may not do to a participation, under any policy: a party cannot reach the state that shows it its ratings, a
-- reviewer does not sign for the party, and only the policy office sets dates and sends the draft. The grant that holds the role must
-- itself be cleared for the participation. A reviewer assignment judges only its own participation.
create or replace function reviews.guard_participation() returns trigger
language plpgsql volatile
as $$
declare speaks boolean; judges boolean;
begin
  if current_user <> 'manumit_app' then return new; end if;
  if (new.submitted_at, new.signed_by, new.signer_capacity) is distinct from (old.submitted_at, old.signed_by, old.signer_capacity)
    and not (new.signed_by = identity.person() and new.party_id = any (identity.parties(identity.group('signers'), new.label_level)))
  then raise exception 'a signer of the party submits the self-assessment' using errcode = '42501'; end if;
  if identity.cleared(identity.group('office'), new.label_level, new.releasable_to) then return new; end if;
  if (new.self_assessment_due, new.comment_due, new.draft_sent_at, new.unrated_reason) is distinct from (
    old.self_assessment_due, old.comment_due,
    old.draft_sent_at, old.unrated_reason)
  then raise exception 'the policy office sets the days and sends the draft' using errcode = '42501'; end if;
  speaks := new.party_id = any (identity.parties(identity.group('speakers'), new.label_level));
  judges := new.party_id = any (identity.parties(identity.group('reviewers'), new.label_level))
    or new.id::text = any (identity.assigned('participation'));
  if new.comments_done_at is distinct from old.comments_done_at and not speaks then
    raise exception 'the party ends its comments' using errcode = '42501'; end if;
  if new.state <> old.state and not (
      (speaks and (old.state, new.state) in (('asked', 'prefilled'), ('adopted', 'follow-up')))
      or (speaks and old.state = 'prefilled' and new.state = 'submitted' and new.submitted_at is not null)
      or (judges and (old.state, new.state) in (('submitted', 'clarifying'), ('asked', 'drafted'), ('prefilled', 'drafted'),
      ('submitted', 'drafted'),
        ('clarifying', 'drafted'), ('adopted', 'follow-up'))))
  then raise exception 'this step is not theirs to take' using errcode = '42501'; end if;
  return new;
end
$$;
revoke all on function reviews.guard_participation() from public;
