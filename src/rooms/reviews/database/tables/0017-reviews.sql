-- Reviews of the competent authorities (5g, 6, A1.8): who reviews what, rounds, what parties state, what reviewers write, and what is
-- adopted.
create schema reviews;
grant usage on schema reviews to manumit_app, manumit_guard;
grant create on schema reviews to manumit_guard;

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
  invited uuid[],
  state text not null default 'planned' check (state in ('planned', 'open', 'adopted', 'closed')),
  self_assessment_due date,
  comment_due date,
  adoption_planned date,
  follow_up_due date,
  cut_off date,
  ratings boolean not null default true,
  release text check (release in ('party', 'parties')),
  planned_by uuid not null references identity.person,
  planned_at timestamptz not null,
  opened_at timestamptz,
  adopted_at timestamptz,
  adopted_by uuid references identity.person,
  closed_at timestamptz,
  version int not null default 1,
  -- A round has no due dates before it is open. An open round belongs to an authority and has a cut-off day.
  check (
    state = 'planned'
    or (
      authority_id is not null
      and opened_at is not null
      and self_assessment_due is not null
      and comment_due is not null
      and cut_off is not null
    )
  ),
  check (state in ('planned', 'open') or (adopted_at is not null and release is not null))
);
create index round_state on reviews.round (state, id);

create table reviews.participation (
  id uuid primary key,
  round_id uuid not null references reviews.round,
  party_id uuid not null references parties.party,
  party_group text not null,
  voluntary boolean not null,
  ratings boolean not null default true,
  obligation_ids text[] not null,
  state text not null check (state in ('asked', 'prefilled', 'submitted', 'clarifying', 'drafted', 'commenting', 'adopted', 'follow-up')),
  since timestamptz not null,
  self_assessment_due date not null,
  comment_due date not null,
  submitted_at timestamptz,
  signed_by uuid references identity.person,
  signer_capacity text,
  draft_sent_at timestamptz,
  unrated_reason text,
  comments_done_at timestamptz,
  version int not null default 1,
  label_level smallint not null default 0 check (label_level between 0 and 3),
  releasable_to uuid[],
  public_agreed_at timestamptz,
  public_agreed_by uuid references identity.person,
  invitation_language text check (invitation_language in ('en', 'fr')),
  unique (round_id, party_id),
  unique (id, party_id),
  unique (id, party_id, round_id),
  check ((submitted_at is null) = (signed_by is null) and (submitted_at is null) = (signer_capacity is null)),
  check (party_id = any (releasable_to)),
  constraint public_agreed_both check ((public_agreed_at is null) = (public_agreed_by is null))
);
create index participation_party on reviews.participation (party_id, id);

create table reviews.step (
  id uuid primary key,
  participation_id uuid not null,
  party_id uuid not null,
  action text not null,
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
  suggested text not null,
  suggested_from text not null check (suggested_from in ('evidence', 'last-answer', 'nothing')),
  choice text check (choice in ('still-true', 'changed', 'not-known')),
  says text check (says in ('met', 'partly-met', 'not-met', 'in-progress', 'not-started', 'nil', 'zero')),
  note text,
  answered_by uuid references identity.person,
  answered_at timestamptz,
  submitted_at timestamptz,
  item_id uuid references evidence.item,
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
  corrects_id uuid unique,
  round_id uuid,
  check ((corrects_id is null) = (round_id is null)),
  unique (id, participation_id, obligation_id),
  -- A correction is about the same obligation of the same party in the same round.
  foreign key (corrects_id, participation_id, obligation_id) references reviews.rating (id, participation_id, obligation_id),
  foreign key (participation_id, party_id) references reviews.participation (id, party_id),
  foreign key (participation_id, party_id, round_id) references reviews.participation (id, party_id, round_id),
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

create table reviews.finding_event (
  id uuid primary key,
  finding_id uuid not null references reviews.finding,
  party_id uuid not null,
  kind text not null check (kind in ('revised', 'withdrawn', 'progress', 'closed', 'refused', 'carried-over')),
  body text not null,
  evidence_ids uuid[] not null default '{}',
  same_person boolean not null default false,
  person_id uuid not null references identity.person,
  at timestamptz not null
);
create index finding_event_finding on reviews.finding_event (finding_id, id);

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

create table reviews.adopted_snapshot (
  round_id uuid primary key references reviews.round,
  head text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  release text not null check (release in ('party', 'parties')),
  adopted_at timestamptz not null,
  adopted_by uuid not null references identity.person
);

create table reviews.adopted_participation (
  round_id uuid not null references reviews.adopted_snapshot,
  party_id uuid not null references parties.party,
  content text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  release text not null check (release in ('party', 'parties')),
  label_level smallint not null default 0 check (label_level between 0 and 3),
  releasable_to uuid[],
  primary key (round_id, party_id),
  check (party_id = any (releasable_to))
);

create table reviews.label_release (
  id uuid primary key,
  object_id uuid not null references reviews.participation,
  party_id uuid not null,
  from_level smallint not null,
  from_releasable uuid[],
  to_level smallint not null,
  to_releasable uuid[],
  reason text not null check (length(reason) between 1 and 2000),
  requested_by uuid not null references identity.person,
  requested_at timestamptz not null,
  decided_by uuid references identity.person,
  decided_at timestamptz,
  check ((decided_by is null) = (decided_at is null))
);
create index label_release_object on reviews.label_release (object_id);

create table reviews.shadow_form (
  id uuid primary key,
  round_id uuid not null references reviews.round,
  party_id uuid not null references parties.party,
  wanted_on date,
  invited_by uuid not null references identity.person,
  invited_at timestamptz not null,
  submitted_at timestamptz,
  submitted_by uuid references identity.person,
  version int not null default 1,
  unique (round_id, party_id),
  unique (id, party_id),
  check ((submitted_at is null) = (submitted_by is null))
);
create index shadow_form_party on reviews.shadow_form (party_id, id);

create table reviews.observation (
  form_id uuid not null,
  party_id uuid not null,
  clause_id text not null,
  body text not null check (length(body) between 1 and 8000),
  written_by uuid not null references identity.person,
  written_at timestamptz not null,
  version int not null default 1,
  primary key (form_id, clause_id),
  foreign key (form_id, party_id) references reviews.shadow_form (id, party_id)
);

create table reviews.draw (
  round_id uuid primary key references reviews.round,
  rule text not null,
  log_origin text not null,
  log_size bigint not null,
  log_root text not null,
  log_day date not null,
  nations uuid[] not null check (cardinality(nations) >= 3),
  others uuid[] not null,
  drawn_by uuid not null references identity.person,
  drawn_at timestamptz not null
);

create table reviews.visit (
  id uuid primary key,
  participation_id uuid not null,
  party_id uuid not null,
  from_day date not null,
  to_day date not null,
  visitors text not null check (length(visitors) > 0),
  agenda text not null check (length(agenda) > 0),
  recorded_by uuid not null references identity.person,
  recorded_at timestamptz not null,
  foreign key (participation_id, party_id) references reviews.participation (id, party_id),
  unique (id, participation_id, party_id),
  check (to_day >= from_day)
);
create index visit_participation on reviews.visit (participation_id, id);

create table reviews.visit_note (
  id uuid primary key,
  visit_id uuid not null,
  participation_id uuid not null,
  party_id uuid not null,
  day date not null,
  spoke_with text not null check (length(spoke_with) > 0),
  body text not null check (length(body) > 0),
  person_id uuid not null references identity.person,
  at timestamptz not null,
  foreign key (visit_id, participation_id, party_id) references reviews.visit (id, participation_id, party_id)
);
create index visit_note_visit on reviews.visit_note (visit_id, id);

create table reviews.publication (
  round_id uuid primary key references reviews.adopted_snapshot,
  content text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  published_by uuid not null references identity.person,
  published_at timestamptz not null
);

create table reviews.published_participation (
  round_id uuid not null references reviews.publication,
  party_id uuid not null references parties.party,
  content text not null,
  primary key (round_id, party_id)
);

-- Foreign keys from earlier tables to those of this file.
alter table returns.return add foreign key (round_id) references reviews.round;
