-- Appends an entry of the installation and gives it the next place at once, within the publication that makes it. It concerns no party.
create or replace function ledger.append_at_end(
  entry_id uuid, entry_at timestamptz, entry_format smallint, entry_command text, entry_clauses text[], who uuid, entry_subject_kind text,
  entry_subject uuid, entry_commitment bytea, entry_leaf bytea, entry_salt bytea, entry_detail jsonb
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare s ledger.sequencer;
begin
  if not identity.runs_job('maintain-log') then raise exception 'only the program itself enters this' using errcode = '42501'; end if;
  insert into ledger.entry (id, at, format, person_id, command, clause_ids, operational, party_id, subject_kind, subject_id, commitment,
    leaf_hash)
    select entry_id, entry_at, entry_format, p.id, entry_command, entry_clauses, null, null, entry_subject_kind, entry_subject,
      entry_commitment, entry_leaf
    from identity.person p where p.id = who and p.kind = 'installation';
  if not found then return; end if;
  insert into ledger.opening (entry_id, salt, detail) values (entry_id, entry_salt, entry_detail);
  select * into s from ledger.sequencer where id = 1 for update;
  s.chain_hash := sha256(s.chain_hash || entry_leaf);
  insert into ledger.link (index, entry_id, chain_hash) values (s.next_index, entry_id, s.chain_hash);
  perform ledger.grow(s.next_index, array[entry_leaf]);
  update ledger.sequencer set next_index = s.next_index + 1, chain_hash = s.chain_hash where id = 1;
end
$$;
alter function ledger.append_at_end(uuid, timestamptz, smallint, text, text[], uuid, text, uuid, bytea, bytea, bytea, jsonb) owner to
  manumit_guard;
revoke all on function ledger.append_at_end(uuid, timestamptz, smallint, text, text[], uuid, text, uuid, bytea, bytea, bytea, jsonb)
  from public;
grant execute on function ledger.append_at_end(uuid, timestamptz, smallint, text, text[], uuid, text, uuid, bytea, bytea, bytea,
  jsonb) to manumit_app;
