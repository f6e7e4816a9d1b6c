-- The learning record store: statements and documents that learning systems of nations and contractors send (xAPI), each source by itself.
create schema lrs;
grant usage on schema lrs to manumit_app, manumit_guard;
grant create on schema lrs to manumit_guard;

-- A system that sends: of a party, by a name.
create table lrs.source (
  id uuid primary key,
  party_id uuid not null references parties.party,
  name text not null check (name ~ '^[a-z0-9][a-z0-9.-]{0,59}$'),
  created_at timestamptz not null,
  created_by uuid not null references identity.person,
  unique (party_id, name)
);
-- What a source comes with: a key that names it and a secret of 256 bits, of which only the hash over both is kept.
create table lrs.credential (
  id uuid primary key,
  source_id uuid not null references lrs.source,
  party_id uuid not null,
  secret_hash bytea not null unique,
  created_at timestamptz not null,
  created_by uuid not null references identity.person,
  revoked_at timestamptz,
  revoked_by uuid references identity.person,
  check ((revoked_at is null) = (revoked_by is null))
);
create index credential_source on lrs.credential (source_id);

-- One statement as it is given back. Only ever added: whether it was voided is asked of the statements that refer to it. What queries ask for stands beside
-- it as numbers of 64 bits that hold the source too, so that an index of them is small and needs no further column.
create table lrs.statement (
  source_id uuid not null,
  party_id uuid not null,
  id uuid not null,
  stored_at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  agent_key int8,
  verb_key int8 not null,
  activity_key int8,
  registration uuid,
  -- The statement it is about, and whether it takes that back.
  ref uuid,
  voiding boolean not null,
  -- Whether it says that something was completed or passed: what training records are made from.
  completes boolean not null,
  statement text not null,
  primary key (source_id, id)
);
create index statement_stored on lrs.statement (source_id, stored_at, id);
create index statement_agent on lrs.statement (agent_key, stored_at);
create index statement_verb on lrs.statement (verb_key, stored_at);
create index statement_activity on lrs.statement (activity_key, stored_at);
create index statement_registration on lrs.statement (registration, stored_at) where registration is not null;
create index statement_ref on lrs.statement (source_id, ref) where ref is not null;
create index statement_voiding on lrs.statement (source_id, ref) where voiding;
create index statement_completes on lrs.statement (party_id, xid, stored_at, id) where completes;

-- Whoever and whatever else a statement names: members of a group, instructors, activities around it.
create table lrs.mention (
  key int8 not null,
  stored_at timestamptz not null,
  statement_id uuid not null,
  source_id uuid not null,
  primary key (key, stored_at, statement_id)
);

-- A file that came with a statement, once for each source.
create table lrs.attachment (
  source_id uuid not null,
  sha2 text not null check (sha2 ~ '^[0-9a-f]{56,128}$'),
  content bytea not null,
  stored_at timestamptz not null,
  primary key (source_id, sha2)
);

-- State of an activity and an agent, and profiles of either. `scope` is the hash of which kind, activity and agent; `registration` may narrow a state.
create table lrs.document (
  source_id uuid not null,
  scope bytea not null,
  -- Of zeros where none is named: no registration is that one.
  registration uuid not null,
  name text not null check (length(name) between 1 and 1000),
  content_type text not null check (length(content_type) <= 200),
  content bytea not null,
  etag text not null,
  updated_at timestamptz not null,
  primary key (source_id, scope, registration, name)
);

do $$ declare t text; begin
  foreach t in array array['source', 'credential', 'statement', 'mention', 'attachment', 'document'] loop
    execute format('alter table lrs.%I enable row level security; alter table lrs.%I force row level security', t, t);
    execute format('create policy owner_all on lrs.%I to manumit_schema using (true) with check (true)', t);
  end loop;
  foreach t in array array['source', 'credential'] loop
    execute format('create policy guard_all on lrs.%I to manumit_guard using (true) with check (true)', t);
    execute format('grant select on lrs.%I to manumit_guard', t);
  end loop;
  foreach t in array array['statement', 'mention'] loop
    execute format('create policy guard_all on lrs.%I to manumit_guard using (true) with check (true)', t);
    execute format('grant select, insert on lrs.%I to manumit_guard', t);
  end loop;
end $$;

-- A credential is nobody: what is for everybody signed in is not for it. (The ledger takes who acted from the claims
-- themselves.) Not asked in the condition, which may be read before the signature is.
create or replace function identity.person() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin return (select case when claims ->> 'kind' <> 'credential' then (claims ->> 'person')::uuid end from identity.standing_claims()); end $$;

-- The claims of a credential: its source and party, and no role. For the functions below.
create function lrs.claims_of(token text) returns table (claims jsonb) language sql stable as $$
  select jsonb_build_object('person', c.id, 'kind', 'credential', 'name', s.name, 'session', c.id, 'language', 'en', 'sole', false, 'grants', '[]'::jsonb,
      'source', s.id, 'party', s.party_id)
    from lrs.credential c join lrs.source s on s.id = c.source_id
    where c.secret_hash = sha256(convert_to(token, 'UTF8')) and c.revoked_at is null $$;

-- Opens the claims of the credential with this key and secret; null where there is none, or it was revoked.
create function lrs.open(token text) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare admitted text;
begin
  perform set_config('manumit.claims', '', true);
  select c.said into admitted from identity.secret, (select claims::text as said from lrs.claims_of(token) offset 0) c
    where set_config('manumit.claims', identity.signature(key, convert_to(c.said, 'UTF8')) || c.said, true) is not null;
  return admitted::jsonb;
end $$;

-- The same where they still read as the caller remembers them (identity.open does so for sessions).
create function lrs.open(token text, remembered text) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('manumit.claims', identity.signature(key, convert_to(c.said, 'UTF8')) || c.said, true)
    from identity.secret, (select claims::text as said from lrs.claims_of(token) offset 0) c where c.said = remembered;
  if not found then raise exception 'the claims are not those of now' using errcode = 'MA002'; end if;
end $$;

-- The source this transaction was opened for, or null.
create function lrs.own_source() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin return (select case when claims ->> 'kind' = 'credential' then (claims ->> 'source')::uuid end from identity.standing_claims()); end $$;

-- Stores the statements of one request under the source and party of the claims: all of them, or none where one with the same id is there. One function,
-- because what counts is how many are entered (docs/decisions/010): policies that ask the claims for each of the two tables cost as much again. Statements come
-- as one text, with a character between them that JSON never holds.
create function lrs.store(ids uuid[], moments timestamptz[], agents int8[], verbs int8[], activities int8[], registrations uuid[], refs uuid[], voidings bool[],
  completions bool[], texts text, named uuid[], keys int8[]) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare stored int;
begin
  with owner as materialized (
    select (claims ->> 'source')::uuid as source, (claims ->> 'party')::uuid as party from identity.standing_claims() where claims ->> 'kind' = 'credential'
  ), added as (
    insert into lrs.statement (source_id, party_id, id, stored_at, agent_key, verb_key, activity_key, registration, ref, voiding, completes, statement)
      select o.source, o.party, g.* from owner o,
        unnest(ids, moments, agents, verbs, activities, registrations, refs, voidings, completions, string_to_array(texts, e'\x1e')) g
      on conflict (source_id, id) do nothing returning source_id, id, stored_at
  ), mentioned as (
    insert into lrs.mention (key, stored_at, statement_id, source_id)
      select m.key, a.stored_at, a.id, a.source_id from unnest(named, keys) m (id, key) join added a on a.id = m.id
  ) select count(*) into stored from added;
  if stored < cardinality(ids) then raise exception using message = 'lrs/other-content', errcode = 'MA010'; end if;
end $$;

do $$ declare f text; begin
  foreach f in array array['lrs.store(uuid[], timestamptz[], int8[], int8[], int8[], uuid[], uuid[], bool[], bool[], text, uuid[], int8[])', 'lrs.claims_of(text)', 'lrs.open(text)', 'lrs.open(text, text)', 'lrs.own_source()'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function lrs.open(text), lrs.open(text, text), lrs.own_source(),
  lrs.store(uuid[], timestamptz[], int8[], int8[], int8[], uuid[], uuid[], bool[], bool[], text, uuid[], int8[]) to manumit_app;

-- Sources and credentials are the installation's to give; who answers for training or for access at the party sees which there are. Hashes are read by nobody.
grant select, insert on lrs.source to manumit_app;
grant insert, update (revoked_at, revoked_by) on lrs.credential to manumit_app;
grant select (id, source_id, party_id, created_at, created_by, revoked_at, revoked_by) on lrs.credential to manumit_app;
create policy source_read on lrs.source for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer,party-admin}'))::uuid[]));
create policy source_open on lrs.source for insert to manumit_app with check (
  created_by = (select identity.person()) and (select identity.operator()));
create policy credential_read on lrs.credential for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer,party-admin}'))::uuid[]));
create policy credential_give on lrs.credential for insert to manumit_app with check (
  created_by = (select identity.person()) and revoked_at is null and (select identity.operator())
  and (source_id, party_id) in (select id, party_id from lrs.source));
create policy credential_revoke on lrs.credential for update to manumit_app
  using (revoked_at is null and (select identity.operator())) with check (revoked_by = (select identity.person()));

-- A source writes and reads its own and nothing else. The training officer of its party reads its statements, to make training records from them.
grant select on lrs.statement, lrs.mention to manumit_app;
grant select, insert on lrs.attachment to manumit_app;
grant select, insert, update, delete on lrs.document to manumit_app;
create policy statement_read on lrs.statement for select to manumit_app using (
  source_id = (select lrs.own_source()) or party_id = any ((select identity.parties('{training-officer}'))::uuid[]));
create policy mention_read on lrs.mention for select to manumit_app using (source_id = (select lrs.own_source()));
create policy attachment_read on lrs.attachment for select to manumit_app using (source_id = (select lrs.own_source()));
create policy attachment_store on lrs.attachment for insert to manumit_app with check (source_id = (select lrs.own_source()));
create policy document_read on lrs.document for select to manumit_app using (source_id = (select lrs.own_source()));
create policy document_store on lrs.document for insert to manumit_app with check (source_id = (select lrs.own_source()));
create policy document_change on lrs.document for update to manumit_app using (source_id = (select lrs.own_source())) with check (source_id = (select lrs.own_source()));
create policy document_delete on lrs.document for delete to manumit_app using (source_id = (select lrs.own_source()));
