create table identity.ceiling (
  id int primary key default 1 check (id = 1),
  highest_label text not null default 'unclassified' check (identity.label_rank(highest_label) is not null)
);
insert into identity.ceiling default values;

create table identity.proposed_grant (
  id uuid primary key,
  hand_over_id uuid not null,
  grant_id uuid references identity.role_grant,
  from_person uuid not null references identity.person,
  to_person uuid not null references identity.person check (to_person <> from_person),
  role text not null,
  party_id uuid references parties.party,
  last_day date,
  until date,
  proposed_at timestamptz not null default now(),
  decided_at timestamptz,
  decided_by uuid references identity.person,
  accepted boolean,
  reason text check (length(reason) between 1 and 1000),
  new_grant_id uuid references identity.role_grant,
  check ((decided_at is null) = (decided_by is null) and (decided_at is null) = (accepted is null)),
  check (accepted is distinct from false or reason is not null),
  check (accepted is not true or new_grant_id is not null),
  check ((grant_id is null) = (last_day is null))
);
create unique index proposed_grant_open on identity.proposed_grant (grant_id) where decided_at is null;
create index proposed_grant_of on identity.proposed_grant (hand_over_id);
create index proposed_grant_party on identity.proposed_grant (party_id) where decided_at is null;
create unique index proposed_grant_once on identity.proposed_grant (to_person, role, party_id) nulls not distinct
  where decided_at is null and grant_id is null;

create table identity.access_review (
  id uuid primary key,
  party_id uuid references parties.party,
  reviewed_by uuid not null references identity.person,
  reviewed_name text not null,
  reviewed_at timestamptz not null
);
create index access_review_party on identity.access_review (party_id, reviewed_at desc);

create table identity.access_review_line (
  review_id uuid not null references identity.access_review,
  grant_id uuid not null references identity.role_grant,
  kept boolean not null,
  primary key (review_id, grant_id)
);
create index access_review_line_grant on identity.access_review_line (grant_id);

create table identity.number (
  id uuid primary key
);
