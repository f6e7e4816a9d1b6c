-- Violations of the clause under a contract, from credible information to the remedy (5f, P5f.3).
create table contractors.violation (
  id uuid primary key,
  contract_id uuid not null,
  party_id uuid not null,
  member_id uuid,
  title text not null check (length(title) between 1 and 200),
  summary text not null check (length(summary) between 1 and 4000),
  provisions text[] not null check (cardinality(provisions) between 0 and 40),
  source text not null check (source in ('firm', 'report', 'inspection', 'worker', 'audit', 'press', 'other')),
  danger boolean not null,
  known_at timestamptz not null,
  notified_at timestamptz check (notified_at >= known_at),
  state text not null check (
    state in (
      'notified', 'abating', 'investigating', 'awaiting-reply', 'replied', 'substantiated', 'unsubstantiated', 'remedied', 'verified',
      'recorded', 'closed', 'terminated', 'debarred'
    )
  ),
  abate_until date,
  reply_until date,
  replied_on date,
  due_on date,
  determined_by uuid references identity.person,
  remedies text[] check (cardinality(remedies) between 1 and 7),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  version int not null default 1,
  unique (id, party_id),
  foreign key (contract_id, party_id) references contractors.contract (id, party_id),
  foreign key (member_id, contract_id) references contractors.member (id, contract_id)
);
create index violation_list on contractors.violation ((coalesce(due_on, 'infinity'::date)), id);
create index violation_party on contractors.violation (party_id, (coalesce(due_on, 'infinity'::date)), id);
create index violation_contract on contractors.violation (contract_id);

create table contractors.violation_step (
  id uuid primary key,
  violation_id uuid not null,
  party_id uuid not null,
  action text not null check (length(action) between 1 and 40),
  on_day date not null,
  note text check (length(note) between 1 and 4000),
  detail jsonb not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  foreign key (violation_id, party_id) references contractors.violation (id, party_id)
);
create index violation_step_of on contractors.violation_step (violation_id, recorded_at, id);
