-- Stores the statements of one request under the source and party of the claims: all of them, or none if one with the same id exists. It
-- is one function because the number of functions entered determines the cost (docs/decisions/010): policies that read the claims for each
-- of the two tables would double it. The primary key refuses a duplicate id, which costs less than a check per row. Statements arrive as
-- one text, separated by a character that JSON never contains. Other people a statement names arrive with its position in the request.
create or replace function lrs.store(
  ids uuid[], moments timestamptz[], agents int8[], verbs int8[], activities int8[], arounds int8[],
  other_arounds int8[], registrations uuid[], refs uuid[], voidings bool[], completions bool[], texts text,
  places int[], keys int8[]
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  with owner as materialized (
    select (claims ->> 'source')::uuid as source, (claims ->> 'party')::uuid as party from identity.current_claims()
      where claims ->> 'kind' = 'credential'
  ), mentioned as (
    insert into lrs.mention (key, stored_at, statement_id, source_id)
      select m.key, moments[m.place], ids[m.place], o.source from owner o, unnest(places, keys) m (place, key)
  ) insert into lrs.statement (source_id, party_id, id, stored_at, agent_key, verb_key, activity_key, around_key, other_around_key,
    registration, ref, voiding, completes, statement)
    select o.source, o.party, g.* from owner o,
      unnest(ids, moments, agents, verbs, activities, arounds, other_arounds, registrations, refs, voidings, completions,
        string_to_array(texts, e'\x1e')) g;
  if not found then raise exception 'no credential is open' using errcode = '42501'; end if;
end
$$;
alter function lrs.store(uuid[], timestamptz[], bigint[], bigint[], bigint[], bigint[], bigint[], uuid[], uuid[], boolean[],
  boolean[], text, int[], bigint[]) owner to manumit_guard;
revoke all on function lrs.store(uuid[], timestamptz[], bigint[], bigint[], bigint[], bigint[], bigint[], uuid[], uuid[],
  boolean[], boolean[], text, int[], bigint[]) from public;
grant execute on function lrs.store(uuid[], timestamptz[], bigint[], bigint[], bigint[], bigint[], bigint[], uuid[], uuid[],
  boolean[], boolean[], text, int[], bigint[]) to manumit_app;
