-- What opening and asking for claims costs is mostly how many statements and functions it enters: in each transaction every one of them is made ready
-- anew. So the claims of a session, and those a transaction stands under, are each one query, which the planner writes into the one statement of
-- whatever function asks (a table function in SQL that is neither a definer's nor has a search path of its own; its callers pin theirs).

-- The claims of a person, as of now.
-- One-person mode: this person holds headquarters' policy office and no second person ever has. It does not come back when the second one
-- leaves: else either of two would gain every right by ending the other's grant.
create function identity.claims_of(who uuid, session uuid) returns table (claims jsonb) language sql stable as $$
  select jsonb_build_object('person', p.id, 'kind', p.kind, 'name', p.name, 'session', session, 'language', p.language,
      'sole', case when p.kind = 'person' and h.office then not exists (
          select from identity.role_grant o join identity.person other on other.id = o.person_id
          where o.role = 'policy-office' and o.person_id <> who and other.kind = 'person' and o.valid_from <= current_date) else false end,
      'grants', coalesce(h.grants, '[]'::jsonb))
    from identity.person p, lateral (
      select jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'party', g.party_id, 'unit', g.unit_id, 'operation', g.operation_id, 'label', g.label)) as grants,
        bool_or(g.role = 'policy-office') as office
      from (select * from identity.role_grant where person_id = who and ended_at is null
        and valid_from <= current_date and (valid_to is null or valid_to >= current_date)) g) h
    where p.id = who and disabled_at is null $$;

-- The signature of claims for this backend and this transaction only: a copy of it is worth nothing anywhere else.
create function identity.signature(key bytea, claims bytea) returns text language sql stable as $$
  select encode(sha256(key || sha256(key || claims || convert_to('|' || pg_backend_pid() || '|' || extract(epoch from now())::text, 'UTF8'))), 'hex') $$;

-- The claims of this transaction; no row where none were opened or the setting was forged.
create function identity.standing_claims() returns table (claims jsonb) language sql stable as $$
  select convert_from(substr(s.said, 65), 'UTF8')::jsonb from identity.secret,
      (select convert_to(current_setting('manumit.claims', true), 'UTF8') as said offset 0) s
    where octet_length(s.said) > 64 and substr(s.said, 1, 64) = convert_to(identity.signature(key, substr(s.said, 65)), 'UTF8') $$;

do $$ declare f text; begin
  foreach f in array array['identity.claims_of(uuid, uuid)', 'identity.signature(bytea, bytea)', 'identity.standing_claims()'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;

create or replace function identity.verified() returns jsonb language plpgsql stable as $$
begin return (select claims from identity.standing_claims()); end $$;

-- Each in one statement of its own: calling identity.verified() would enter a second function.
create or replace function identity.person() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin return (select (claims ->> 'person')::uuid from identity.standing_claims()); end $$;

create or replace function identity.holds(roles text[]) returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce((select (c.claims ->> 'sole')::boolean or c.claims ->> 'kind' = 'installation'
      or exists (select from jsonb_array_elements(c.claims -> 'grants') g where g ->> 'role' = any (roles))
    from identity.standing_claims() c), false);
end $$;

create or replace function identity.admit(who uuid, session uuid) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare admitted text;
begin
  select c.said into admitted from identity.secret, (select claims::text as said from identity.claims_of(who, session) offset 0) c
    where set_config('manumit.claims', identity.signature(key, convert_to(c.said, 'UTF8')) || c.said, true) is not null;
  return admitted::jsonb;
end $$;

-- Opens the claims of a session where they still read as the caller remembers them, and nothing otherwise: an act that takes its subject for
-- granted is confirmed in the same breath.
create or replace function identity.open(token text, remembered text) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('manumit.claims', identity.signature(key, convert_to(c.said, 'UTF8')) || c.said, true)
    from identity.session s, identity.secret, lateral (select claims::text as said from identity.claims_of(s.person_id, s.id) offset 0) c
    where token_hash = sha256(convert_to(token, 'UTF8')) and ended_at is null and ends_at > now() and seen_at > now() - interval '30 minutes'
      and c.said = remembered;
  if not found then raise exception 'the claims are not those of now' using errcode = 'MA002'; end if;
end $$;
drop function identity.sign(text);

-- The three rows of an act and the person they are by, in one statement. The person is taken from the claims, never from the caller.
create or replace function ledger.append(entry_id uuid, entry_at timestamptz, entry_format smallint, entry_command text, entry_clauses text[], entry_operational text, entry_party uuid,
  entry_subject_kind text, entry_subject uuid, entry_evidence text, entry_commitment bytea, entry_leaf bytea, entry_salt bytea, entry_detail jsonb,
  client_key uuid, client_input bytea, client_answer jsonb) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  with me as materialized (select (claims ->> 'person')::uuid as id from identity.standing_claims()
  ), entered as (
    insert into ledger.entry (id, at, format, person_id, command, clause_ids, operational, party_id, subject_kind, subject_id, evidence_kind, commitment, leaf_hash)
      select entry_id, entry_at, entry_format, me.id, entry_command, entry_clauses, entry_operational, entry_party, entry_subject_kind, entry_subject, entry_evidence, entry_commitment, entry_leaf
      from me
  ), opened as (insert into ledger.opening (entry_id, salt, detail) select entry_id, entry_salt, entry_detail from me)
  insert into platform.answered (person_id, key, command, input_hash, answer) select me.id, client_key, entry_command, client_input, client_answer from me;
  if not found then raise exception 'nobody is signed in' using errcode = '42501'; end if;
end $$;
-- Nothing asks the ledger by subject: the entry of an act is found by who acted, at which party, or where it stands in the log.
drop index ledger.entry_subject;
