-- A commander's request that the training officers of a party import its first roster (5d).
create table training.roster_request (
  party_id uuid primary key references parties.party,
  requested_at timestamptz not null,
  requested_by uuid not null references identity.person
);
