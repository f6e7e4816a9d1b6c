-- Stores the statements of one request, as before (0310): all of them, or none where one with the same id is there. The key itself says so now, which costs less than
-- asking each row for its conflict and counting what went in. Whoever else a statement names comes with its place in the request.
drop function lrs.store(uuid[], timestamptz[], int8[], int8[], int8[], uuid[], uuid[], bool[], bool[], text, uuid[], int8[]);
create function lrs.store(ids uuid[], moments timestamptz[], agents int8[], verbs int8[], activities int8[], registrations uuid[], refs uuid[], voidings bool[],
  completions bool[], texts text, places int[], keys int8[]) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  with owner as materialized (
    select (claims ->> 'source')::uuid as source, (claims ->> 'party')::uuid as party from identity.standing_claims() where claims ->> 'kind' = 'credential'
  ), mentioned as (
    insert into lrs.mention (key, stored_at, statement_id, source_id)
      select m.key, moments[m.place], ids[m.place], o.source from owner o, unnest(places, keys) m (place, key)
  ) insert into lrs.statement (source_id, party_id, id, stored_at, agent_key, verb_key, activity_key, registration, ref, voiding, completes, statement)
    select o.source, o.party, g.* from owner o,
      unnest(ids, moments, agents, verbs, activities, registrations, refs, voidings, completions, string_to_array(texts, e'\x1e')) g;
  if not found then raise exception 'no credential is open' using errcode = '42501'; end if;
end $$;
do $$ declare f text := 'lrs.store(uuid[], timestamptz[], int8[], int8[], int8[], uuid[], uuid[], bool[], bool[], text, int[], int8[])'; begin
  execute format('alter function %s owner to manumit_guard; revoke all on function %s from public; grant execute on function %s to manumit_app', f, f, f);
end $$;
