-- Contracts and the firms under them (5f). A contract belongs to the party that lets it: a nation, a headquarters body, or an operation.
create schema contractors;
grant usage on schema contractors to manumit_app, manumit_guard;
grant create on schema contractors to manumit_guard;

create table contractors.contract (
  id uuid primary key,
  party_id uuid not null references parties.party,
  number text not null check (length(number) between 1 and 60),
  state text not null check (state in ('planned', 'awarded', 'ended')),
  title text not null check (length(title) between 1 and 300),
  contractor text not null check (length(contractor) between 1 and 200),
  contractor_id uuid references parties.party,
  value numeric(15, 2) check (value >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  rate numeric(18, 8) check (rate > 0),
  rate_on date,
  value_eur numeric(15, 2) check (value_eur >= 0),
  country text check (country ~ '^[A-Z]{2}$'),
  place text check (length(place) between 1 and 200),
  abroad boolean,
  off_the_shelf boolean,
  labour text check (labour in ('low-skilled', 'skilled', 'professional', 'mixed', 'none')),
  recruits_migrants boolean,
  houses_workers boolean,
  clause_on date,
  awarded_on date,
  starts_on date,
  ends_on date,
  officer_id uuid references identity.person,
  operation_id uuid references parties.party,
  set_id text not null check (length(set_id) between 1 and 60),
  coverage text not null default 'not-checked' check (
    coverage in (
      'not-checked', 'not-readable', 'other-language', 'missing', 'struck-out', 'hidden', 'only-proposed', 'differs', 'to-confirm',
      'present'
    )
  ),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  version int not null default 1,
  unique (party_id, number),
  unique (id, party_id),
  check ((value is null) = (currency is null)),
  check (num_nulls(rate, rate_on, value_eur) in (0, 3) and (value is not null or rate is null)),
  check (ends_on >= starts_on)
);
create index contract_number on contractors.contract (number, id);
create index contract_contractor on contractors.contract (contractor, id);
create index contract_ends on contractors.contract ((coalesce(ends_on, 'infinity'::date)), id);
create index contract_party_contractor on contractors.contract (party_id, contractor, id);
create index contract_party_ends on contractors.contract (party_id, (coalesce(ends_on, 'infinity'::date)), id);

create table contractors.member (
  id uuid primary key,
  contract_id uuid not null,
  party_id uuid not null,
  parent_id uuid,
  kind text not null check (kind in ('consortium', 'subcontractor', 'agent')),
  name text not null check (length(name) between 1 and 200),
  work text check (length(work) between 1 and 300),
  country text check (country ~ '^[A-Z]{2}$'),
  left_on date,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  version int not null default 1,
  unique (id, contract_id),
  foreign key (contract_id, party_id) references contractors.contract (id, party_id) on delete cascade,
  foreign key (parent_id, contract_id) references contractors.member (id, contract_id) on delete cascade,
  check (parent_id <> id),
  check (kind <> 'consortium' or parent_id is null)
);
create index member_contract on contractors.member (contract_id);
