-- Compliance plans and certifications of the firms of a contract, and how the clause flows down to them (5f, P5f.2, P5f.4).
create table contractors.plan (
  id uuid primary key,
  contract_id uuid not null,
  party_id uuid not null,
  member_id uuid,
  received_on date not null,
  title text not null check (length(title) between 1 and 200),
  file_name text check (length(file_name) between 1 and 200),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  review jsonb,
  reviewed_at timestamptz,
  reviewed_by uuid references identity.person,
  posted_on date,
  posted_where text check (length(posted_where) between 1 and 300),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  version int not null default 1,
  foreign key (contract_id, party_id) references contractors.contract (id, party_id),
  foreign key (member_id, contract_id) references contractors.member (id, contract_id),
  check ((file_name is null) = (sha256 is null)),
  check (num_nulls(review, reviewed_at, reviewed_by) in (0, 3)),
  check ((posted_on is null) = (posted_where is null))
);
create index plan_contract on contractors.plan (contract_id, received_on, id);

create table contractors.certification (
  id uuid primary key,
  contract_id uuid not null,
  party_id uuid not null,
  member_id uuid,
  certified_on date not null,
  name text not null check (length(name) between 1 and 200),
  function text not null check (length(function) between 1 and 200),
  statements text[] not null check (cardinality(statements) between 1 and 10),
  note text check (length(note) between 1 and 1000),
  source text not null check (source in ('officer', 'firm')),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  recorded_at timestamptz not null,
  recorded_by uuid references identity.person,
  foreign key (contract_id, party_id) references contractors.contract (id, party_id),
  foreign key (member_id, contract_id) references contractors.member (id, contract_id),
  check ((source = 'officer') = (recorded_by is not null))
);
create index certification_contract on contractors.certification (contract_id, certified_on, id);

create table contractors.subcontract (
  member_id uuid primary key,
  contract_id uuid not null,
  party_id uuid not null,
  value numeric(15, 2) check (value >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  off_the_shelf boolean,
  flows boolean,
  document text check (length(document) between 1 and 200),
  changed_at timestamptz not null,
  changed_by uuid not null references identity.person,
  version int not null default 1,
  foreign key (contract_id, party_id) references contractors.contract (id, party_id),
  foreign key (member_id, contract_id) references contractors.member (id, contract_id),
  check ((value is null) = (currency is null)),
  check (flows or document is null),
  check (flows is distinct from true or document is not null)
);
create index subcontract_contract on contractors.subcontract (contract_id);
