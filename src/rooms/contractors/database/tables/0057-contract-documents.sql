-- Files of contracts that were read and checked against a clause set (5f). The files themselves are not kept.
create table contractors.document (
  id uuid primary key,
  party_id uuid not null references parties.party,
  contract_id uuid,
  drop_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  title text check (length(title) <= 300),
  dated date,
  pages int check (pages >= 0),
  scanned int not null default 0 check (scanned >= 0),
  unread text check (length(unread) <= 40),
  likely text[] not null default '{}',
  read_at timestamptz not null,
  read_by uuid not null references identity.person,
  constraint document_once unique (party_id, sha256),
  unique (id, party_id),
  foreign key (contract_id, party_id) references contractors.contract (id, party_id) on delete set null (contract_id)
);
create index document_contract on contractors.document (contract_id);
create index document_party on contractors.document (party_id, read_at desc, id);

create table contractors.finding (
  document_id uuid not null,
  set_id text not null check (length(set_id) between 1 and 64),
  provision text not null check (length(provision) between 1 and 64),
  party_id uuid not null,
  set_version text not null check (length(set_version) between 1 and 60),
  found text not null check (
    found in (
      'present', 'differs-in-substance', 'only-proposed', 'struck-out', 'hidden', 'by-reference', 'reference-not-resolved', 'missing',
      'not-readable', 'other-language'
    )
  ),
  page int check (page >= 1),
  quote text check (length(quote) <= 300),
  difference text check (length(difference) <= 1000),
  confidence numeric(3, 2) check (confidence between 0 and 1),
  alike boolean not null default false,
  passage jsonb check (length(passage::text) <= 12000),
  decided text check (decided in ('present', 'differs-in-substance', 'only-proposed', 'struck-out', 'hidden', 'missing')),
  decided_at timestamptz,
  decided_by uuid references identity.person,
  version int not null default 1,
  primary key (document_id, set_id, provision),
  foreign key (document_id, party_id) references contractors.document (id, party_id) on delete cascade,
  check (num_nulls(decided, decided_at, decided_by) in (0, 3)),
  check (decided is null or passage is null)
);
create index finding_open on contractors.finding (party_id) where decided is null;
