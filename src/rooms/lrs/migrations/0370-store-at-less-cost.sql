-- What storing ten statements costs is mostly rows and entries in indexes, each of which is looked for from the top. So the first two activities around a statement stand
-- in it, by an index each, in place of a row of lrs.mention with an index of its own: most statements name no more. What was stored before stays where it is, and is found there.
alter table lrs.statement add around_key int8, add other_around_key int8;
create index statement_around on lrs.statement (around_key, stored_at) where around_key is not null;
create index statement_other_around on lrs.statement (other_around_key, stored_at) where other_around_key is not null;

-- The id first: it tells statements apart at the first comparison, the source never does.
alter table training.xapi_waiting drop constraint xapi_waiting_source_id_statement_id_fkey;
alter table lrs.statement drop constraint statement_pkey, add primary key (id, source_id);
alter table training.xapi_waiting add foreign key (source_id, statement_id) references lrs.statement (source_id, id) on delete cascade;

-- As before (0338).
drop function lrs.store(uuid[], timestamptz[], int8[], int8[], int8[], uuid[], uuid[], bool[], bool[], text, int[], int8[]);
create function lrs.store(ids uuid[], moments timestamptz[], agents int8[], verbs int8[], activities int8[], arounds int8[], other_arounds int8[], registrations uuid[],
  refs uuid[], voidings bool[], completions bool[], texts text, places int[], keys int8[]) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  with owner as materialized (
    select (claims ->> 'source')::uuid as source, (claims ->> 'party')::uuid as party from identity.standing_claims() where claims ->> 'kind' = 'credential'
  ), mentioned as (
    insert into lrs.mention (key, stored_at, statement_id, source_id)
      select m.key, moments[m.place], ids[m.place], o.source from owner o, unnest(places, keys) m (place, key)
  ) insert into lrs.statement (source_id, party_id, id, stored_at, agent_key, verb_key, activity_key, around_key, other_around_key, registration, ref, voiding, completes, statement)
    select o.source, o.party, g.* from owner o,
      unnest(ids, moments, agents, verbs, activities, arounds, other_arounds, registrations, refs, voidings, completions, string_to_array(texts, e'\x1e')) g;
  if not found then raise exception 'no credential is open' using errcode = '42501'; end if;
end $$;
do $$ declare f text := 'lrs.store(uuid[], timestamptz[], int8[], int8[], int8[], int8[], int8[], uuid[], uuid[], bool[], bool[], text, int[], int8[])'; begin
  execute format('alter function %s owner to manumit_guard; revoke all on function %s from public; grant execute on function %s to manumit_app', f, f, f);
end $$;

-- The entry of an act that nobody asks for again under a client key: no answer is kept for one.
create function ledger.append(entry_id uuid, entry_at timestamptz, entry_format smallint, entry_command text, entry_clauses text[], entry_operational text, entry_party uuid,
  entry_subject_kind text, entry_subject uuid, entry_evidence text, entry_commitment bytea, entry_leaf bytea, entry_salt bytea, entry_detail jsonb)
  returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  with me as materialized (select (claims ->> 'person')::uuid as id from identity.standing_claims()
  ), entered as (
    insert into ledger.entry (id, at, format, person_id, command, clause_ids, operational, party_id, subject_kind, subject_id, evidence_kind, commitment, leaf_hash)
      select entry_id, entry_at, entry_format, me.id, entry_command, entry_clauses, entry_operational, entry_party, entry_subject_kind, entry_subject, entry_evidence, entry_commitment, entry_leaf
      from me
  ) insert into ledger.opening (entry_id, salt, detail) select entry_id, entry_salt, entry_detail from me;
  if not found then raise exception 'nobody is signed in' using errcode = '42501'; end if;
end $$;
do $$ declare f text := 'ledger.append(uuid, timestamptz, smallint, text, text[], text, uuid, text, uuid, text, bytea, bytea, bytea, jsonb)'; begin
  execute format('alter function %s owner to manumit_guard; revoke all on function %s from public; grant execute on function %s to manumit_app', f, f, f);
end $$;
