-- Who looked at what, and who was refused: one row per person, object, outcome and minute, only ever added. It names objects and holds nothing of them.
-- No foreign keys: a record outlives what it names, and is written apart from the read.
create table identity.access_record (
  id uuid primary key default gen_random_uuid(),
  minute timestamptz not null,
  person_id uuid not null,
  kind text not null check (kind in ('piece', 'document', 'evidence', 'dossier', 'matrix', 'part', 'round', 'report', 'people', 'access')),
  -- Null for a list that is of no single object, and where a refused person asked for what does not exist: made-up ids fill no table.
  object_id uuid,
  party_id uuid,
  outcome text not null check (outcome in ('read', 'denied')),
  unique nulls not distinct (kind, object_id, minute, person_id, outcome)
);
create index access_record_object on identity.access_record (object_id, minute desc, id desc);
create index access_record_party on identity.access_record (party_id, minute desc, id desc);
create index access_record_person on identity.access_record (person_id, party_id, minute desc);
create index access_record_minute on identity.access_record (minute desc, id desc);
alter table identity.access_record enable row level security;
alter table identity.access_record force row level security;
create policy access_record_guard on identity.access_record to manumit_guard using (true) with check (true);
create policy access_record_owner on identity.access_record to manumit_schema using (true) with check (true);
grant select, insert, delete on identity.access_record to manumit_guard;
grant select on identity.access_record to manumit_app;
-- Read by the policy office and auditors, and by a party's administrator for what is that party's.
create policy access_record_read on identity.access_record for select to manumit_app using (
  (select identity.holds('{policy-office,auditor}')) or party_id = any ((select identity.parties('{party-admin}'))::uuid[]));

-- The object a record names and the party it is of; nothing where it does not exist. Only for the guard's own functions.
create function identity.object_of(kind text, object uuid) returns table (id uuid, party_id uuid) language plpgsql stable as $$
#variable_conflict use_column
begin
  case kind
    when 'piece' then return query select p.id, p.party_id from evidence.piece p where p.id = object;
    when 'document' then return query select d.id, d.party_id from evidence.document d where d.id = object;
    when 'part' then return query select p.id, p.party_id from reviews.participation p where p.id = object;
    when 'round', 'report' then return query select r.id, null::uuid from reviews.round r where r.id = object;
    when 'dossier', 'evidence' then return query select p.id, p.id from parties.party p where p.id = object;
    else null;
  end case;
end $$;

-- Adds what one process saw since it last told. A person is known by the hash of their session's token, which nobody can make up: the application
-- cannot say that somebody looked who did not. How long ago is taken at its word for ten minutes at most.
create function identity.note_access(noted jsonb) returns int language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare added int;
begin
  insert into identity.access_record (minute, person_id, kind, object_id, party_id, outcome)
    select distinct date_trunc('minute', now() - make_interval(secs => least(greatest((n ->> 'age')::float, 0), 600))), s.person_id, n ->> 'kind', o.id, o.party_id, n ->> 'outcome'
    from jsonb_array_elements(noted) n
    join identity.session s on s.token_hash = decode(n ->> 'session', 'hex')
    left join lateral identity.object_of(n ->> 'kind', (n ->> 'object')::uuid) o on true
  on conflict do nothing;
  get diagnostics added = row_count;
  return added;
end $$;

do $$ declare f text; begin
  foreach f in array array['identity.object_of(text, uuid)', 'identity.note_access(jsonb)'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function identity.note_access(jsonb) to manumit_app;
