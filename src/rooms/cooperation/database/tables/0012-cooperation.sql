-- Consultations (2, 5): a partner's or organisation's comments on an edition of the policy, the outcome, and when they were informed. Done
-- by headquarters.
create schema cooperation;
grant usage on schema cooperation to manumit_app;

create table cooperation.consultation (
  id uuid primary key,
  edition_id text not null references policy.edition,
  party_id uuid not null references parties.party,
  kind text not null check (kind in ('organisation', 'partner', 'contributor')),
  consulted_id uuid references parties.party,
  consulted_name text check (length(consulted_name) between 1 and 200),
  stated_on date not null,
  statement text not null check (length(statement) between 1 and 4000),
  state text not null default 'recorded' check (state in ('recorded', 'decided', 'informed')),
  changed boolean,
  outcome text check (length(outcome) between 1 and 4000),
  decided_on date check (decided_on >= stated_on),
  informed_on date check (informed_on >= decided_on),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  version int not null default 1,
  label_level smallint not null default 0 check (label_level between 0 and 3),
  releasable_to uuid[],
  check ((consulted_id is null) <> (consulted_name is null)),
  check ((state = 'recorded') = (changed is null) and (changed is null) = (outcome is null) and (changed is null) = (decided_on is null)),
  check ((state = 'informed') = (informed_on is not null)),
  check (party_id = any (releasable_to))
);
create index consultation_list on cooperation.consultation (stated_on desc, id);
