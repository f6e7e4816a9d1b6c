-- Contributors' answers to what is expected of them (6). Append-only: the newest answer counts, the earlier ones stay.
create schema commitments;
grant usage on schema commitments to manumit_app;

create table commitments.answer (
  id uuid primary key,
  edition_id text not null,
  party_id uuid not null references parties.party,
  obligation_id text not null,
  word text not null check (word in ('comply', 'equivalent', 'explain')),
  -- Why, or how: needed for everything but comply.
  note text check (length(note) between 1 and 4000),
  answered_by uuid not null default identity.person() references identity.person,
  answered_at timestamptz not null,
  foreign key (edition_id, obligation_id) references policy.obligation (edition_id, id),
  check (word = 'comply' or note is not null)
);
create index answer_latest on commitments.answer (edition_id, party_id, obligation_id, answered_at, id);

alter table commitments.answer enable row level security;
alter table commitments.answer force row level security;
create policy owner_all on commitments.answer to manumit_schema using (true) with check (true);
grant select, insert on commitments.answer to manumit_app;
-- Seen by the party, the policy office and reviewers of the party; given by those who speak for the party.
create policy answer_read on commitments.answer for select to manumit_app using (
  (select identity.holds('{policy-office}'))
  or party_id = any ((select identity.parties('{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office,reviewer}'))::uuid[]));
create policy answer_give on commitments.answer for insert to manumit_app with check (
  answered_by = (select identity.person()) and party_id = any ((select identity.parties('{focal-point}'))::uuid[]));
