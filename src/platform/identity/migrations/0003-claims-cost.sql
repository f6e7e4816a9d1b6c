-- Claims are verified several times in every act, so what a verification does was weighed. It works on bytes: PostgreSQL walks a text character by
-- character to find the 65th, and claims of somebody with many grants are long. And it is one plain function, called by the guard's functions from
-- inside: entering a function of another owner with a search path of its own costs more than the hash.
create function identity.verified() returns jsonb language plpgsql stable as $$
declare setting bytea := pg_catalog.convert_to(pg_catalog.current_setting('manumit.claims', true), 'UTF8'); k bytea;
begin
  if setting is null or octet_length(setting) < 65 then return null; end if;
  select key into k from identity.secret;
  if substr(setting, 1, 64) is distinct from convert_to(encode(sha256(k || sha256(k || substr(setting, 65)
      || convert_to('|' || pg_backend_pid() || '|' || extract(epoch from now())::text, 'UTF8'))), 'hex'), 'UTF8') then return null; end if;
  return convert_from(substr(setting, 65), 'UTF8')::jsonb;
end $$;
-- It reads the key with the rights of whoever calls it, and only the guard has them; its search path is its caller's, pinned by each of them.
alter function identity.verified() owner to manumit_guard;
revoke all on function identity.verified() from public;

create or replace function identity.claims() returns jsonb language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin return identity.verified(); end $$;

create or replace function identity.person() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin return (identity.verified() ->> 'person')::uuid; end $$;

create or replace function identity.operator() returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin return coalesce(identity.verified() ->> 'kind' = 'installation', false); end $$;

create or replace function identity.holds(roles text[]) returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := identity.verified();
begin
  if c is null then return false; end if;
  if (c ->> 'sole')::boolean or c ->> 'kind' = 'installation' then return true; end if;
  return exists (select from jsonb_array_elements(c -> 'grants') g where g ->> 'role' = any (roles));
end $$;

create or replace function identity.parties(roles text[]) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := identity.verified();
begin
  if c is null then return '{}'; end if;
  if (c ->> 'sole')::boolean or c ->> 'kind' = 'installation' then return array(select id from parties.party); end if;
  return array(select (g ->> 'party')::uuid from jsonb_array_elements(c -> 'grants') g where g ->> 'role' = any (roles) and g ->> 'party' is not null);
end $$;

-- The three rows of an act in one statement: starting a statement costs as much as a row. The person is taken from the claims, never from the caller.
create or replace function ledger.append(entry_id uuid, entry_at timestamptz, entry_format smallint, entry_command text, entry_clauses text[], entry_operational text, entry_party uuid,
  entry_subject_kind text, entry_subject uuid, entry_evidence text, entry_commitment bytea, entry_leaf bytea, entry_salt bytea, entry_detail jsonb,
  client_key uuid, client_input bytea, client_answer jsonb) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare who uuid := (identity.verified() ->> 'person')::uuid;
begin
  if who is null then raise exception 'nobody is signed in' using errcode = '42501'; end if;
  with entered as (
    insert into ledger.entry (id, at, format, person_id, command, clause_ids, operational, party_id, subject_kind, subject_id, evidence_kind, commitment, leaf_hash)
      values (entry_id, entry_at, entry_format, who, entry_command, entry_clauses, entry_operational, entry_party, entry_subject_kind, entry_subject, entry_evidence, entry_commitment, entry_leaf)
  ), opened as (insert into ledger.opening (entry_id, salt, detail) values (entry_id, entry_salt, entry_detail))
  insert into platform.answered (person_id, key, command, input_hash, answer) values (who, client_key, entry_command, client_input, client_answer);
end $$;

-- Opens the claims of a session where they still read as the caller remembers them, and nothing otherwise: an act that takes its subject for
-- granted is confirmed in the same breath.
create function identity.open(token text, remembered text) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if identity.open(token)::text is distinct from remembered then raise exception 'the claims are not those of now' using errcode = 'MA002'; end if;
end $$;
alter function identity.open(text, text) owner to manumit_guard;
revoke all on function identity.open(text, text) from public;
grant execute on function identity.open(text, text) to manumit_app;
