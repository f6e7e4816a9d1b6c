-- Clause sets of one's own (5f), beside those that ship. A version is never changed: another text is another version. A contract and a
-- finding name the set with its version ("agency-2026@2026-01"), so a new version changes nothing that was found under the old one.
create table contractors.clause_set (
  id uuid primary key,
  party_id uuid references parties.party,
  set_id text not null check (set_id ~ '^[a-z0-9][a-z0-9.-]*$'),
  version text not null check (length(version) >= 1),
  file jsonb not null check (length(file::text) <= 400000),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  constraint clause_set_once unique nulls not distinct (party_id, set_id, version),
  check (length(set_id) + length(version) <= 59)
);
