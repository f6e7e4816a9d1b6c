-- Imported tables of contracts, the headings that a party's tables have, and dated rates of currencies (5f).
create table contractors.import (
  id uuid primary key,
  party_id uuid not null references parties.party,
  title text not null check (length(title) between 1 and 200),
  added int not null check (added >= 0),
  changed int not null check (changed >= 0),
  firms int not null check (firms >= 0),
  left_out int not null check (left_out >= 0),
  imported_at timestamptz not null,
  imported_by uuid not null references identity.person,
  undo_reason text check (length(undo_reason) between 1 and 500),
  undone_at timestamptz,
  undone_by uuid references identity.person,
  kept int check (kept >= 0),
  version int not null default 1,
  unique (id, party_id),
  check (num_nulls(undo_reason, undone_at, undone_by, kept) in (0, 4))
);
create index import_party on contractors.import (party_id, imported_at, id);

create table contractors.import_row (
  import_id uuid not null,
  line int not null check (line >= 2),
  party_id uuid not null,
  contract_id uuid not null,
  member_id uuid,
  before jsonb,
  left_version int not null,
  primary key (import_id, line),
  foreign key (import_id, party_id) references contractors.import (id, party_id)
);
create index import_row_contract on contractors.import_row (contract_id);

create table contractors.column_mapping (
  party_id uuid primary key references parties.party,
  mapping jsonb not null,
  changed_at timestamptz not null,
  changed_by uuid not null references identity.person
);

create table contractors.rate (
  party_id uuid not null references parties.party,
  currency text not null check (currency ~ '^[A-Z]{3}$' and currency <> 'EUR'),
  day date not null,
  units numeric(18, 8) not null check (units > 0),
  source text not null check (length(source) between 1 and 300),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  primary key (party_id, currency, day)
);

create index contract_value on contractors.contract ((coalesce(value_eur, -1)), id);
create index contract_party_value on contractors.contract (party_id, (coalesce(value_eur, -1)), id);
