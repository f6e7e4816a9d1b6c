-- What the log names of the code of reporters, the oldest first: public, since each entry was made by a publication. Salt and detail are
-- null where two persons erased the content of an entry.
create or replace function reports.recorded_code() returns table (
  index bigint, format smallint, id uuid, at timestamptz, person_id uuid, command text, clause_ids text[], operational text, party_id uuid,
  subject_kind text, subject_id uuid, evidence_kind text, commitment bytea, salt bytea, detail jsonb
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select l.index, e.format, e.id, e.at, e.person_id, e.command, e.clause_ids, e.operational, e.party_id, e.subject_kind, e.subject_id,
    e.evidence_kind, e.commitment, o.salt, o.detail
  from ledger.entry e
  join ledger.link l on l.entry_id = e.id
  left join ledger.opening o on o.entry_id = e.id
  where e.command = 'reports/record-code'
  order by l.index
$$;
alter function reports.recorded_code() owner to manumit_guard;
revoke all on function reports.recorded_code() from public;
grant execute on function reports.recorded_code() to manumit_app;
