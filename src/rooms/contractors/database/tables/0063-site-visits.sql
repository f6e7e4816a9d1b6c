-- Visits to the workers of a contract where they work and live (5f).
create table contractors.site_visit (
  id uuid primary key,
  contract_id uuid not null,
  party_id uuid not null,
  visited_on date not null,
  place text check (length(place) between 1 and 200),
  answers jsonb not null check (jsonb_typeof(answers) = 'object'),
  note text check (length(note) between 1 and 4000),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  unique (id, party_id),
  foreign key (contract_id, party_id) references contractors.contract (id, party_id)
);
create index site_visit_contract on contractors.site_visit (contract_id, visited_on desc, id);
