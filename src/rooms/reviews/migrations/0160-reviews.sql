-- Reviews of the competent authorities (5g, 6, A1.8): who reviews what, rounds, what parties return, what reviewers say, what is adopted.
create schema reviews;
grant usage on schema reviews to manumit_app, manumit_guard;

-- Who is competent to review what, and when (5g). A change is a new row that replaces an older one; the older one stays.
create table reviews.authority (
  id uuid primary key,
  name_en text not null,
  name_fr text not null,
  reviews_en text not null,
  reviews_fr text not null,
  interval_months int check (interval_months between 1 and 120),
  valid_from date not null,
  valid_to date,
  replaces uuid unique references reviews.authority,
  source text not null,
  recorded_by uuid not null references identity.person,
  recorded_at timestamptz not null,
  check (valid_to is null or valid_to >= valid_from)
);

create table reviews.round (
  id uuid primary key,
  authority_id uuid references reviews.authority,
  edition_id text not null references policy.edition,
  title_en text not null,
  title_fr text not null,
  scope text[] not null default '{}',
  -- Parties chosen when planning; null: every party bound on the day of opening.
  invited uuid[],
  state text not null default 'planned' check (state in ('planned', 'open', 'adopted', 'closed')),
  return_due date,
  comment_due date,
  adoption_planned date,
  follow_up_due date,
  release text check (release in ('party', 'parties')),
  planned_by uuid not null references identity.person,
  planned_at timestamptz not null,
  opened_at timestamptz,
  adopted_at timestamptz,
  adopted_by uuid references identity.person,
  closed_at timestamptz,
  version int not null default 1,
  -- No clock runs before a round is open, and an open round belongs to an authority.
  check (state = 'planned' or (authority_id is not null and opened_at is not null and return_due is not null and comment_due is not null)),
  check (state in ('planned', 'open') or (adopted_at is not null and release is not null))
);
create index round_state on reviews.round (state, id);

create table reviews.participation (
  id uuid primary key,
  round_id uuid not null references reviews.round,
  party_id uuid not null references parties.party,
  party_group text not null,
  -- True where the party is only invited: nothing of it is ever late.
  voluntary boolean not null,
  -- The duties it is asked about, fixed when the round opens.
  obligation_ids text[] not null,
  state text not null check (state in ('asked', 'prefilled', 'returned', 'clarifying', 'drafted', 'commenting', 'adopted', 'follow-up')),
  since timestamptz not null,
  return_due date not null,
  comment_due date not null,
  returned_at timestamptz,
  signed_by uuid references identity.person,
  signer_capacity text,
  draft_sent_at timestamptz,
  unrated_reason text,
  comments_done_at timestamptz,
  version int not null default 1,
  unique (round_id, party_id),
  unique (id, party_id),
  check ((returned_at is null) = (signed_by is null) and (returned_at is null) = (signer_capacity is null))
);
create index participation_party on reviews.participation (party_id, id);

-- The way a party went through a round, step by step.
create table reviews.step (
  id uuid primary key,
  participation_id uuid not null,
  party_id uuid not null,
  act text not null,
  to_state text not null,
  at timestamptz not null,
  person_id uuid not null references identity.person,
  foreign key (participation_id, party_id) references reviews.participation (id, party_id)
);
create index step_participation on reviews.step (participation_id, at);

create table reviews.answer (
  participation_id uuid not null,
  party_id uuid not null,
  edition_id text not null,
  obligation_id text not null,
  -- What was filled in, as it was when the round was prefilled.
  suggested text not null,
  suggested_from text not null check (suggested_from in ('evidence', 'last-answer', 'nothing')),
  choice text check (choice in ('still-true', 'changed', 'not-known')),
  says text check (says in ('met', 'partly-met', 'not-met', 'in-progress', 'not-started', 'nil', 'zero')),
  note text,
  answered_by uuid references identity.person,
  answered_at timestamptz,
  submitted_at timestamptz,
  piece_id uuid references evidence.piece,
  version int not null default 1,
  primary key (participation_id, obligation_id),
  foreign key (participation_id, party_id) references reviews.participation (id, party_id),
  foreign key (edition_id, obligation_id) references policy.obligation (edition_id, id),
  check ((choice = 'changed') = (says is not null) or choice is null),
  check (choice is distinct from 'changed' or length(note) > 0),
  check (submitted_at is null or choice is not null)
);
create index answer_last on reviews.answer (party_id, obligation_id, submitted_at);

create table reviews.clarification (
  id uuid primary key,
  participation_id uuid not null,
  party_id uuid not null,
  obligation_id text,
  question text not null,
  due date not null,
  asked_by uuid not null references identity.person,
  asked_at timestamptz not null,
  answer text,
  answered_by uuid references identity.person,
  answered_at timestamptz,
  foreign key (participation_id, party_id) references reviews.participation (id, party_id)
);
create index clarification_participation on reviews.clarification (participation_id, id);

-- Append-only: the newest counts, the others stay.
create table reviews.rating (
  id uuid primary key,
  participation_id uuid not null,
  party_id uuid not null,
  edition_id text not null,
  obligation_id text not null,
  status text not null check (status in ('met', 'partly-met', 'not-met', 'in-progress', 'not-started', 'not-reported', 'not-applicable')),
  reason text not null check (length(reason) > 0),
  suggestion text not null,
  rated_by uuid not null references identity.person,
  rated_at timestamptz not null,
  foreign key (participation_id, party_id) references reviews.participation (id, party_id),
  foreign key (edition_id, obligation_id) references policy.obligation (edition_id, id)
);
create index rating_newest on reviews.rating (participation_id, obligation_id, id desc);

create table reviews.finding (
  id uuid primary key,
  participation_id uuid not null,
  party_id uuid not null,
  round_id uuid not null references reviews.round,
  grade text not null check (grade in ('urge', 'recommend', 'suggest')),
  title text not null,
  body text not null,
  obligation_ids text[] not null check (cardinality(obligation_ids) > 0),
  clause_ids text[] not null check (cardinality(clause_ids) > 0),
  evidence_ids uuid[] not null,
  cites_absence boolean not null,
  owner text not null,
  due date not null,
  state text not null check (state in ('drafted', 'withdrawn', 'open', 'reported', 'closed', 'carried-over')),
  carried_from uuid unique references reviews.finding,
  drafted_by uuid not null references identity.person,
  drafted_at timestamptz not null,
  version int not null default 1,
  foreign key (participation_id, party_id) references reviews.participation (id, party_id),
  check (cites_absence or cardinality(evidence_ids) > 0)
);
create index finding_participation on reviews.finding (participation_id, id);
create index finding_open on reviews.finding (party_id, due) where state in ('open', 'reported');

-- What happened to a finding: append-only.
create table reviews.finding_event (
  id uuid primary key,
  finding_id uuid not null references reviews.finding,
  party_id uuid not null,
  kind text not null check (kind in ('revised', 'withdrawn', 'progress', 'closed', 'refused', 'carried-over')),
  body text not null,
  evidence_ids uuid[] not null default '{}',
  -- Reported and verified by one and the same person, possible only where one person runs the installation.
  same_person boolean not null default false,
  person_id uuid not null references identity.person,
  at timestamptz not null
);
create index finding_event_finding on reviews.finding_event (finding_id, id);

-- Comments of a party on its draft. Never deleted: nobody is granted it.
create table reviews.comment (
  id uuid primary key,
  participation_id uuid not null,
  party_id uuid not null,
  obligation_id text,
  finding_id uuid references reviews.finding,
  body text not null check (length(body) > 0),
  person_id uuid not null references identity.person,
  at timestamptz not null,
  decision text check (decision in ('accepted', 'noted', 'rejected')),
  reason text,
  decided_by uuid references identity.person,
  decided_at timestamptz,
  foreign key (participation_id, party_id) references reviews.participation (id, party_id),
  check ((decision is null) = (reason is null) and (decision is null) = (decided_by is null))
);
create index comment_participation on reviews.comment (participation_id, id);

-- What the application may not do to a part, whatever it was told: a party does not reach the state that shows it its ratings, a judge does not
-- sign for the party, and days and the draft are the policy office's.
create function reviews.guard_participation() returns trigger language plpgsql as $$
declare speaks boolean; judges boolean;
begin
  if current_user <> 'manumit_app' then return new; end if;
  if (new.returned_at, new.signed_by, new.signer_capacity) is distinct from (old.returned_at, old.signed_by, old.signer_capacity)
    and not (new.signed_by = identity.person() and new.party_id = any (identity.parties('{focal-point,commander}')))
  then raise exception 'a signer of the party hands the return over' using errcode = '42501'; end if;
  if identity.holds('{policy-office}') then return new; end if;
  if (new.return_due, new.comment_due, new.draft_sent_at, new.unrated_reason) is distinct from (old.return_due, old.comment_due, old.draft_sent_at, old.unrated_reason)
  then raise exception 'the policy office sets the days and sends the draft' using errcode = '42501'; end if;
  speaks := new.party_id = any (identity.parties('{focal-point,commander,contracting-officer}'));
  judges := new.party_id = any (identity.parties('{reviewer}'));
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
create trigger guard before update on reviews.participation for each row execute function reviews.guard_participation();

-- A finding is worded before adoption; afterwards only its state moves. This holds for every role. A party reports on what was found about it and
-- does nothing else to it.
create function reviews.guard_finding() returns trigger language plpgsql as $$
begin
  if current_user = 'manumit_app' and not (identity.holds('{policy-office}') or new.party_id = any (identity.parties('{reviewer}'))) and (
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
create trigger guard before update on reviews.finding for each row execute function reviews.guard_finding();

-- What was adopted: the very bytes that were hashed. Nobody is granted a change.
create table reviews.adopted_snapshot (
  round_id uuid primary key references reviews.round,
  head text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  release text not null check (release in ('party', 'parties')),
  adopted_at timestamptz not null,
  adopted_by uuid not null references identity.person
);
create table reviews.adopted_part (
  round_id uuid not null references reviews.adopted_snapshot,
  party_id uuid not null references parties.party,
  content text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  release text not null check (release in ('party', 'parties')),
  primary key (round_id, party_id)
);

do $$ declare t text; begin
  foreach t in array array['authority','round','participation','step','answer','clarification','rating','finding','finding_event','comment','adopted_snapshot','adopted_part'] loop
    execute format('alter table reviews.%I enable row level security; alter table reviews.%I force row level security', t, t);
    execute format('create policy %I on reviews.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('grant select, insert on reviews.%I to manumit_app', t);
  end loop;
end $$;

-- The register and the calendar are no secret among people who are signed in; only the policy office writes them.
create policy authority_read on reviews.authority for select to manumit_app using ((select identity.person()) is not null);
create policy authority_add on reviews.authority for insert to manumit_app with check ((select identity.holds('{policy-office}')) and recorded_by = (select identity.person()));
create policy round_read on reviews.round for select to manumit_app using ((select identity.person()) is not null);
create policy round_add on reviews.round for insert to manumit_app with check ((select identity.holds('{policy-office}')));
create policy round_change on reviews.round for update to manumit_app using ((select identity.holds('{policy-office}'))) with check ((select identity.holds('{policy-office}')));
grant update (authority_id, state, return_due, comment_due, adoption_planned, follow_up_due, release, opened_at, adopted_at, adopted_by, closed_at, version) on reviews.round to manumit_app;

-- A party's part: its own people, the policy office, the reviewers of that party.
create policy participation_read on reviews.participation for select to manumit_app using (
  (select identity.holds('{policy-office}'))
  or party_id = any ((select identity.parties('{focal-point,commander,contracting-officer,legal-adviser,training-officer,reviewer}'))::uuid[]));
create policy participation_add on reviews.participation for insert to manumit_app with check ((select identity.holds('{policy-office}')));
create policy participation_change on reviews.participation for update to manumit_app using (
  (select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{focal-point,commander,contracting-officer,reviewer}'))::uuid[]));
grant update (state, since, return_due, comment_due, returned_at, signed_by, signer_capacity, draft_sent_at, unrated_reason, comments_done_at, version) on reviews.participation to manumit_app;
create policy step_read on reviews.step for select to manumit_app using (participation_id in (select id from reviews.participation));
create policy step_add on reviews.step for insert to manumit_app with check (
  person_id = (select identity.person()) and participation_id in (select id from reviews.participation));

-- Answers are the party's own until it submits them.
create policy answer_read on reviews.answer for select to manumit_app using (
  party_id = any ((select identity.parties('{focal-point,commander,contracting-officer,legal-adviser,training-officer}'))::uuid[])
  or (submitted_at is not null and ((select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{reviewer}'))::uuid[]))));
create policy answer_add on reviews.answer for insert to manumit_app with check (
  submitted_at is null and party_id = any ((select identity.parties('{focal-point,commander,contracting-officer}'))::uuid[]));
create policy answer_change on reviews.answer for update to manumit_app
  using (submitted_at is null and party_id = any ((select identity.parties('{focal-point,commander,contracting-officer}'))::uuid[]))
  with check (party_id = any ((select identity.parties('{focal-point,commander,contracting-officer}'))::uuid[]));
grant update (choice, says, note, answered_by, answered_at, submitted_at, piece_id, version) on reviews.answer to manumit_app;

create policy clarification_read on reviews.clarification for select to manumit_app using (participation_id in (select id from reviews.participation));
create policy clarification_add on reviews.clarification for insert to manumit_app with check (
  asked_by = (select identity.person()) and answered_at is null
  and ((select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{reviewer}'))::uuid[])));
create policy clarification_answer on reviews.clarification for update to manumit_app
  using (answered_at is null and party_id = any ((select identity.parties('{focal-point,commander,contracting-officer}'))::uuid[]))
  with check (answered_by = (select identity.person()));
grant update (answer, answered_by, answered_at) on reviews.clarification to manumit_app;

-- Ratings reach the party with the draft, not before. None is written once the round is adopted.
create policy rating_read on reviews.rating for select to manumit_app using (
  (select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{reviewer}'))::uuid[])
  or (party_id = any ((select identity.parties('{focal-point,commander,contracting-officer,legal-adviser,training-officer}'))::uuid[])
    and participation_id in (select id from reviews.participation where state in ('commenting', 'adopted', 'follow-up'))));
create policy rating_add on reviews.rating for insert to manumit_app with check (
  rated_by = (select identity.person())
  and ((select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{reviewer}'))::uuid[]))
  and participation_id in (select id from reviews.participation where state not in ('adopted', 'follow-up')));

-- Findings likewise; one carried over from an adopted round is known to the party already.
create policy finding_read on reviews.finding for select to manumit_app using (
  (select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{reviewer}'))::uuid[])
  or (party_id = any ((select identity.parties('{focal-point,commander,contracting-officer,legal-adviser,training-officer}'))::uuid[])
    and (carried_from is not null or participation_id in (select id from reviews.participation where state in ('commenting', 'adopted', 'follow-up')))));
create policy finding_add on reviews.finding for insert to manumit_app with check (
  (select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{reviewer}'))::uuid[]));
create policy finding_change on reviews.finding for update to manumit_app using (
  (select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{focal-point,commander,contracting-officer,reviewer}'))::uuid[]));
grant update (grade, title, body, obligation_ids, clause_ids, evidence_ids, cites_absence, owner, due, state, version) on reviews.finding to manumit_app;
create policy finding_event_read on reviews.finding_event for select to manumit_app using (finding_id in (select id from reviews.finding));
create policy finding_event_add on reviews.finding_event for insert to manumit_app with check (
  person_id = (select identity.person()) and finding_id in (select id from reviews.finding));

create policy comment_read on reviews.comment for select to manumit_app using (participation_id in (select id from reviews.participation));
create policy comment_add on reviews.comment for insert to manumit_app with check (
  person_id = (select identity.person()) and decision is null
  and party_id = any ((select identity.parties('{focal-point,commander,contracting-officer}'))::uuid[]));
create policy comment_decide on reviews.comment for update to manumit_app using (decision is null and (select identity.holds('{policy-office}')))
  with check (decided_by = (select identity.person()));
grant update (decision, reason, decided_by, decided_at) on reviews.comment to manumit_app;

-- What was adopted: the head is seen by everybody signed in, a part by its party, its reviewers and the policy office, and by all when released.
create policy adopted_snapshot_read on reviews.adopted_snapshot for select to manumit_app using ((select identity.person()) is not null);
create policy adopted_snapshot_add on reviews.adopted_snapshot for insert to manumit_app with check (
  (select identity.holds('{policy-office}')) and adopted_by = (select identity.person()));
create policy adopted_part_read on reviews.adopted_part for select to manumit_app using (
  (release = 'parties' and (select identity.person()) is not null)
  or (select identity.holds('{policy-office}'))
  or party_id = any ((select identity.parties('{focal-point,commander,contracting-officer,legal-adviser,training-officer,reviewer}'))::uuid[]));
create policy adopted_part_add on reviews.adopted_part for insert to manumit_app with check ((select identity.holds('{policy-office}')));
