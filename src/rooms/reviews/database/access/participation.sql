comment on table reviews.participation is 'The participation of one party in a round.';
comment on column reviews.participation.voluntary is 'True if the party is only invited: nothing is ever overdue.';
comment on column reviews.participation.ratings is 'Whether its round rates, fixed when the round opens.';
comment on column reviews.participation.obligation_ids is 'The obligations the party is asked about, fixed when the round opens.';
comment on column reviews.participation.label_level is
  '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015). A party''s participation in a round is one file with one '
  'label, the highest of its contents; all its rows carry it.';
comment on column reviews.participation.releasable_to is 'The parties it is releasable to; null: no restriction.';
comment on column reviews.participation.public_agreed_at is
  'When a signer of the party agreed to publication of its participation. The agreement can be withdrawn until publication.';
comment on column reviews.participation.invitation_language is
  'The language of invitations to the party, chosen by headquarters for its participation in this round (5g).';

-- A reviewer assignment (identity.assigned) opens only its own participation, if that has the lowest label and is releasable to all, for
-- what a reviewer does in it: nothing else of the party.
comment on column reviews.participation.party_group is 'The status of the party in the register when the round was opened, such as ally.';
comment on column reviews.participation.since is 'When the present state was reached.';
comment on column reviews.participation.signer_capacity is 'The office or capacity in which the signer signed.';
comment on column reviews.participation.unrated_reason is 'Why the draft was sent although some obligations have no rating.';

alter table reviews.participation enable row level security;
alter table reviews.participation force row level security;
-- Access records name the party of the object. The guard therefore reads where participations and rounds belong, and none of their content.
-- Access to an object also depends on its label: the facts include it, and any grant with the clearance could open a released object that
-- has a label.
grant select, insert on reviews.participation to manumit_app;
grant update (state, since, self_assessment_due, comment_due, submitted_at, signed_by, signer_capacity, draft_sent_at, unrated_reason,
  comments_done_at, version, label_level, releasable_to, public_agreed_at, public_agreed_by, invitation_language) on
  reviews.participation to manumit_app;
grant select (id, round_id, party_id, state, version, label_level, releasable_to, public_agreed_at) on reviews.participation
  to manumit_guard;
grant update (version, label_level, releasable_to) on reviews.participation to manumit_guard;

-- A party's participation: its own people, the policy office and the reviewers of that party.
create policy participation_read on reviews.participation for select to manumit_app using (
  (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
  or (
    party_id = any ((select identity.parties(identity.group('readers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('readers'))) -> label_level::text) ? party_id::text)
  )
);

create policy participation_of_assignment on reviews.participation for select to manumit_app using (
  id::text = any ((select identity.assigned('participation'))::text[])
  and label_level = 0
  and releasable_to is null
);

create policy participation_add on reviews.participation for insert to manumit_app with check (
  (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
);

create policy participation_change on reviews.participation for update to manumit_app using (
  (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
  or (
    party_id = any ((select identity.parties(identity.group('labellers')))::uuid[])
    and (
      label_level = 0
      or ((select identity.clearances(identity.group('labellers'))) -> label_level::text) ? party_id::text
    )
  )
);

create policy participation_change_of_assignment on reviews.participation for update to manumit_app using (
  id::text = any ((select identity.assigned('participation'))::text[])
  and label_level = 0
  and releasable_to is null
) with check (
  id::text = any ((select identity.assigned('participation'))::text[])
  and label_level = 0
  and releasable_to is null
);

create policy participation_guard on reviews.participation for select to manumit_guard using (true);

create policy participation_label_guard on reviews.participation for update to manumit_guard using (true) with check (true);

create policy participation_owner on reviews.participation to manumit_schema using (true) with check (true);

create trigger guard before update on reviews.participation for each row execute function reviews.guard_participation();

create trigger guard_agreement before update of public_agreed_at, public_agreed_by on reviews.participation
  for each row
  when ((old.public_agreed_at, old.public_agreed_by) is distinct from (new.public_agreed_at, new.public_agreed_by))
  execute function reviews.guard_agreement();

create trigger guard_agreement_from_the_start before insert on reviews.participation
  for each row
  when (new.public_agreed_at is not null or new.public_agreed_by is not null)
  execute function reviews.guard_agreement();

create trigger guard_invitation_language before update of invitation_language on reviews.participation
  for each row
  when (old.invitation_language is distinct from new.invitation_language)
  execute function reviews.guard_invitation_language();

create trigger require_own_name before insert or update on reviews.participation
  for each row execute function identity.require_own_name('signed_by');

create trigger label_check before insert on reviews.participation
  for each row
  when (new.label_level > 0)
  execute function identity.check_label('reviews.label_release');

create trigger label_check_change before update of label_level, releasable_to on reviews.participation
  for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to))
  execute function identity.check_label('reviews.label_release');

create trigger label_adopted after update of label_level, releasable_to on reviews.participation
  for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to))
  execute function reviews.label_adopted();

-- Public pages show corrected ratings only while the participation is unlabelled.
create trigger public_change after update of label_level, releasable_to, public_agreed_at on reviews.participation
  for each row
  when (
    (old.label_level, old.releasable_to, old.public_agreed_at) is distinct from (new.label_level, new.releasable_to, new.public_agreed_at)
  )
  execute function platform.record_public_change();
