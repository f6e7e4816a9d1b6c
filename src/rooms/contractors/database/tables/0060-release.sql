-- Release of an award and of an option against the clause set, overrides, and modifications of running contracts (5f).
create table contractors.override (
  id uuid primary key,
  contract_id uuid not null,
  party_id uuid not null,
  option_number text check (length(option_number) between 1 and 20),
  reason text not null check (length(reason) between 1 and 1000),
  until date not null,
  asked_on date not null,
  asked_by uuid not null references identity.person,
  decision text check (decision in ('granted', 'refused')),
  decided_on date,
  decided_by uuid references identity.person,
  note text check (length(note) between 1 and 1000),
  version int not null default 1,
  foreign key (contract_id, party_id) references contractors.contract (id, party_id),
  check (until >= asked_on),
  check (num_nulls(decision, decided_on, decided_by) in (0, 3)),
  constraint override_second_person check (decided_by <> asked_by)
);
create index override_contract on contractors.override (contract_id);
create index override_list on contractors.override (until desc, id desc);
create index override_party on contractors.override (party_id, until desc, id desc);

create table contractors.exercised_option (
  id uuid primary key,
  contract_id uuid not null,
  party_id uuid not null,
  number text not null check (length(number) between 1 and 20),
  exercised_on date not null,
  ends_on date not null,
  value numeric(15, 2) check (value >= 0),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  foreign key (contract_id, party_id) references contractors.contract (id, party_id),
  constraint option_once unique (contract_id, number),
  check (ends_on >= exercised_on)
);

create table contractors.modification (
  id uuid primary key,
  contract_id uuid not null,
  party_id uuid not null,
  proposed_on date not null,
  how text not null check (length(how) between 1 and 1000),
  proposed_by uuid not null references identity.person,
  outcome text check (outcome in ('agreed', 'refused')),
  decided_on date,
  decided_by uuid references identity.person,
  note text check (length(note) between 1 and 1000),
  version int not null default 1,
  foreign key (contract_id, party_id) references contractors.contract (id, party_id),
  check (num_nulls(outcome, decided_on, decided_by, note) in (0, 4)),
  check (decided_on >= proposed_on)
);
create index modification_contract on contractors.modification (contract_id);
