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
