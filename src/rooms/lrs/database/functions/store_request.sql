-- Opens the claims of a credential, stores the statements of one request under them (lrs.store) and writes the ledger entry
-- (ledger.append), in one statement of one function. Separately, each of the three computes the claims signature and is planned and
-- entered again: a fifth of the cost of storing ten statements. Nothing else reads the claims in between, so none are set: the owner of
-- the statements and the entry is known from the credential. A command that does more (files, voiding a statement) calls the three.
create or replace function lrs.store_request(
  token text, remembered text, ids uuid[], moments timestamptz[], agents int8[], verbs int8[], activities int8[],
  arounds int8[], other_arounds int8[], registrations uuid[], refs uuid[], voidings bool[], completions bool[],
  texts text, places int[], keys int8[], entry_id uuid, entry_at timestamptz, entry_format smallint,
  entry_command text, entry_clauses text[], entry_operational text, entry_party uuid, entry_subject_kind text,
  entry_subject uuid, entry_evidence text, entry_commitment bytea, entry_leaf bytea, entry_salt bytea,
  entry_detail jsonb
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare person uuid; source uuid; party uuid;
begin
  select (claims ->> 'person')::uuid, (claims ->> 'source')::uuid, (claims ->> 'party')::uuid into person, source, party
    from lrs.claims_of(token) where claims::text = remembered;
  if not found then raise exception 'the claims have changed' using errcode = 'MA002'; end if;
  -- Most requests name no other agents: skipping the query costs less than an empty result.
  if cardinality(keys) > 0 then
    insert into lrs.mention (key, stored_at, statement_id, source_id) select m.key, moments[m.place], ids[m.place], source
      from unnest(places, keys) m (place, key);
  end if;
  with entered as (
    insert into ledger.entry (id, at, format, person_id, command, clause_ids, operational, party_id, subject_kind, subject_id,
      evidence_kind, commitment, leaf_hash)
      values (entry_id, entry_at, entry_format, person, entry_command, entry_clauses, entry_operational, entry_party, entry_subject_kind,
        entry_subject, entry_evidence, entry_commitment, entry_leaf)
  ), opened as (
    insert into ledger.opening (entry_id, salt, detail) values (entry_id, entry_salt, entry_detail)
  ) insert into lrs.statement (source_id, party_id, id, stored_at, agent_key, verb_key, activity_key, around_key, other_around_key,
    registration, ref, voiding, completes, statement)
    select source, party, g.* from unnest(ids, moments, agents, verbs, activities, arounds, other_arounds, registrations, refs, voidings,
      completions, string_to_array(texts, e'\x1e')) g;
end
$$;
alter function lrs.store_request(text, text, uuid[], timestamptz[], bigint[], bigint[], bigint[], bigint[], bigint[], uuid[], uuid[],
  boolean[], boolean[], text, int[], bigint[], uuid, timestamptz, smallint, text, text[], text, uuid, text, uuid, text, bytea,
  bytea, bytea, jsonb) owner to manumit_guard;
revoke all on function lrs.store_request(text, text, uuid[], timestamptz[], bigint[], bigint[], bigint[], bigint[], bigint[], uuid[],
  uuid[], boolean[], boolean[], text, int[], bigint[], uuid, timestamptz, smallint, text, text[], text, uuid, text, uuid, text,
  bytea, bytea, bytea, jsonb) from public;
grant execute on function lrs.store_request(text, text, uuid[], timestamptz[], bigint[], bigint[], bigint[], bigint[], bigint[],
  uuid[], uuid[], boolean[], boolean[], text, int[], bigint[], uuid, timestamptz, smallint, text, text[], text, uuid, text, uuid,
  text, bytea, bytea, bytea, jsonb) to manumit_app;
