-- Appends an entry for a command without a client key: no response is stored.
create or replace function ledger.append(
  entry_id uuid, entry_at timestamptz, entry_format smallint, entry_command text, entry_clauses text[],
  entry_operational text, entry_party uuid, entry_subject_kind text, entry_subject uuid, entry_evidence text,
  entry_commitment bytea, entry_leaf bytea, entry_salt bytea, entry_detail jsonb
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  with me as materialized (select (claims ->> 'person')::uuid as id from identity.current_claims()
  ), entered as (
    insert into ledger.entry (id, at, format, person_id, command, clause_ids, operational, party_id, subject_kind, subject_id,
      evidence_kind, commitment, leaf_hash)
      select entry_id, entry_at, entry_format, me.id, entry_command, entry_clauses, entry_operational, entry_party, entry_subject_kind,
        entry_subject, entry_evidence, entry_commitment, entry_leaf
      from me
  ) insert into ledger.opening (entry_id, salt, detail) select entry_id, entry_salt, entry_detail from me;
  if not found then raise exception 'no person is signed in' using errcode = '42501'; end if;
end
$$;
alter function ledger.append(uuid, timestamptz, smallint, text, text[], text, uuid, text, uuid, text, bytea, bytea, bytea, jsonb)
  owner to manumit_guard;
revoke all on function ledger.append(uuid, timestamptz, smallint, text, text[], text, uuid, text, uuid, text, bytea, bytea, bytea,
  jsonb) from public;
grant execute on function ledger.append(uuid, timestamptz, smallint, text, text[], text, uuid, text, uuid, text, bytea, bytea,
  bytea, jsonb) to manumit_app;

-- The three rows of a command and its actor, in one statement. The actor is taken from the claims, never from the caller.
create or replace function ledger.append(
  entry_id uuid, entry_at timestamptz, entry_format smallint, entry_command text, entry_clauses text[],
  entry_operational text, entry_party uuid, entry_subject_kind text, entry_subject uuid, entry_evidence text,
  entry_commitment bytea, entry_leaf bytea, entry_salt bytea, entry_detail jsonb, client_key uuid, client_input bytea,
  client_answer jsonb
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  with me as materialized (select (claims ->> 'person')::uuid as id from identity.current_claims()
  ), entered as (
    insert into ledger.entry (id, at, format, person_id, command, clause_ids, operational, party_id, subject_kind, subject_id,
      evidence_kind, commitment, leaf_hash)
      select entry_id, entry_at, entry_format, me.id, entry_command, entry_clauses, entry_operational, entry_party, entry_subject_kind,
        entry_subject, entry_evidence, entry_commitment, entry_leaf
      from me
  ), opened as (insert into ledger.opening (entry_id, salt, detail) select entry_id, entry_salt, entry_detail from me)
  insert into platform.stored_response (person_id, key, command, input_hash, answer) select me.id, client_key, entry_command, client_input,
    client_answer from me;
  if not found then raise exception 'no person is signed in' using errcode = '42501'; end if;
end
$$;
alter function ledger.append(uuid, timestamptz, smallint, text, text[], text, uuid, text, uuid, text, bytea, bytea, bytea, jsonb,
  uuid, bytea, jsonb) owner to manumit_guard;
revoke all on function ledger.append(uuid, timestamptz, smallint, text, text[], text, uuid, text, uuid, text, bytea, bytea, bytea,
  jsonb, uuid, bytea, jsonb) from public;
grant execute on function ledger.append(uuid, timestamptz, smallint, text, text[], text, uuid, text, uuid, text, bytea, bytea,
  bytea, jsonb, uuid, bytea, jsonb) to manumit_app;
