-- Contributors' answers to what is expected of them (6). Append-only: the newest answer counts, earlier ones stay.
create schema commitments;
grant usage on schema commitments to manumit_app;

create table commitments.answer (
  id uuid primary key,
  edition_id text not null,
  party_id uuid not null references parties.party,
  obligation_id text not null,
  word text not null check (word in ('comply', 'equivalent', 'explain')),
  note text check (length(note) between 1 and 4000),
  answered_by uuid not null references identity.person,
  answered_at timestamptz not null,
  label_level smallint not null default 0 check (label_level between 0 and 3),
  releasable_to uuid[],
  foreign key (edition_id, obligation_id) references policy.obligation (edition_id, id),
  check (word = 'comply' or note is not null),
  check (party_id = any (releasable_to))
);
create index answer_latest on commitments.answer (edition_id, party_id, obligation_id, answered_at, id);

-- What each party was asked about, by a round of review or a return: without an entry that covers a day, silence means that nobody asked.
create table commitments.request (
  id uuid primary key,
  edition_id text not null references policy.edition,
  party_id uuid not null references parties.party,
  way text not null check (way in ('round', 'return')),
  obligation_ids text[] not null,
  requested_on date not null,
  covers_until date not null check (covers_until >= requested_on),
  requested_by uuid not null references identity.person
);
create index request_party on commitments.request (party_id, edition_id, covers_until);

-- What each side says where sources differ about an obligation. Append-only: the newest view of a side counts, earlier ones are
-- the history.
create table commitments.recorded_view (
  id uuid primary key,
  edition_id text not null,
  party_id uuid not null references parties.party,
  obligation_id text not null,
  side text not null check (side in ('party', 'office')),
  difference text not null check (length(difference) = 64),
  reason text not null check (length(reason) between 1 and 4000),
  recorded_by uuid not null references identity.person,
  recorded_name text,
  recorded_at timestamptz not null,
  label_level smallint not null default 0 check (label_level between 0 and 3),
  releasable_to uuid[],
  foreign key (edition_id, obligation_id) references policy.obligation (edition_id, id),
  check (party_id = any (releasable_to))
);
create index recorded_view_newest on commitments.recorded_view (edition_id, party_id, obligation_id, side, id desc);
