-- The ledger: one entry per act, written in the transaction of the act. Entries hold pseudonymous ids and a salted commitment, never content.
create table ledger.entry (
  id uuid primary key,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  format smallint not null,
  person_id uuid not null,
  command text not null,
  clause_ids text[] not null,
  operational text,
  party_id uuid,
  subject_kind text not null,
  subject_id uuid not null,
  evidence_kind text,
  commitment bytea not null,
  leaf_hash bytea not null,
  check ((operational is null) = (cardinality(clause_ids) > 0))
);
create index entry_party on ledger.entry (party_id, id);
create index entry_subject on ledger.entry (subject_id, id);
create index entry_xid on ledger.entry (xid, id);

-- What opens a commitment: the salt, and what was done. Erasing this row erases the content; the leaf stays. The ledger's own tables grow with
-- every act and are written by one function only, so they point to entries without foreign keys (and can be partitioned).
create table ledger.opening (entry_id uuid primary key, salt bytea not null, detail jsonb not null);

-- The chain, filled by the sequencer: hash n is SHA-256 of hash n-1 and leaf n. Entries join in the order their transactions ended.
create table ledger.link (index bigint primary key, entry_id uuid not null unique, chain_hash bytea not null);
create table ledger.sequencer (id int primary key default 1 check (id = 1), horizon xid8 not null, next_index bigint not null, chain_hash bytea not null);
insert into ledger.sequencer (horizon, next_index, chain_hash) values ('0', 0, sha256('manumit ledger, format 1'));

-- What was answered to a client key: the same key again gets the same answer and acts once.
create table platform.answered (
  person_id uuid not null,
  key uuid not null,
  command text not null,
  input_hash bytea not null,
  answer jsonb not null,
  at timestamptz not null default now(),
  primary key (person_id, key)
);
create index answered_at on platform.answered (at);

do $$ declare t text; begin
  foreach t in array array['ledger.entry','ledger.opening','ledger.link','ledger.sequencer','platform.answered','platform.migration'] loop
    execute format('alter table %s enable row level security; alter table %s force row level security', t, t);
    execute format('create policy owner_all on %s to manumit_schema using (true) with check (true)', t);
    execute format('create policy guard_all on %s to manumit_guard using (true) with check (true)', t);
  end loop;
end $$;
grant select, insert on ledger.entry, ledger.opening, ledger.link, platform.answered to manumit_guard;
grant select, update on ledger.sequencer to manumit_guard;
create policy migration_read on platform.migration for select to manumit_app using (true);

-- Who reads the ledger: the party's own people, the policy office and reviewers of that party; an auditor reads entries, never their content.
-- Content is read by whoever acted, and by nobody else: what a reviewer wrote about a party is not the party's to read before its draft is sent.
grant select on ledger.entry, ledger.opening, ledger.link to manumit_app;
create policy entry_read on ledger.entry for select to manumit_app using (
  (select identity.holds('{policy-office,auditor}'))
  or party_id = any ((select identity.parties('{focal-point,commander,training-officer,legal-adviser,contracting-officer,reviewer}'))::uuid[])
  or person_id = (select identity.person()));
create policy opening_read on ledger.opening for select to manumit_app using (
  exists (select from ledger.entry e where e.id = entry_id and e.person_id = (select identity.person())));
create policy link_read on ledger.link for select to manumit_app using ((select identity.holds('{policy-office,auditor}')));
create policy answered_read on platform.answered for select to manumit_app using (person_id = (select identity.person()));
grant select on platform.answered to manumit_app;

-- Appends the entry of an act together with the answer to its client key. The person is taken from the claims, never from the caller.
create function ledger.append(entry_id uuid, entry_at timestamptz, entry_format smallint, entry_command text, entry_clauses text[], entry_operational text, entry_party uuid,
  entry_subject_kind text, entry_subject uuid, entry_evidence text, entry_commitment bytea, entry_leaf bytea, entry_salt bytea, entry_detail jsonb,
  client_key uuid, client_input bytea, client_answer jsonb) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare who uuid := identity.person();
begin
  if who is null then raise exception 'nobody is signed in' using errcode = '42501'; end if;
  insert into ledger.entry (id, at, format, person_id, command, clause_ids, operational, party_id, subject_kind, subject_id, evidence_kind, commitment, leaf_hash)
    values (entry_id, entry_at, entry_format, who, entry_command, entry_clauses, entry_operational, entry_party, entry_subject_kind, entry_subject, entry_evidence, entry_commitment, entry_leaf);
  insert into ledger.opening (entry_id, salt, detail) values (entry_id, entry_salt, entry_detail);
  insert into platform.answered (person_id, key, command, input_hash, answer) values (who, client_key, entry_command, client_input, client_answer);
end $$;

-- Gives every entry whose transaction is over its place in the chain; answers how many. A transaction still open holds later ones back, so that no place is left empty.
create function ledger.sequence(most int) returns int language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare s ledger.sequencer; e record; upto xid8 := pg_snapshot_xmin(pg_current_snapshot()); placed int := 0; last_xid xid8;
begin
  select * into s from ledger.sequencer where id = 1 for update;
  for e in select en.id, en.xid, en.leaf_hash from ledger.entry en left join ledger.link l on l.entry_id = en.id
      where en.xid >= s.horizon and en.xid < upto and l.entry_id is null order by en.xid, en.id limit most loop
    s.chain_hash := sha256(s.chain_hash || e.leaf_hash);
    insert into ledger.link (index, entry_id, chain_hash) values (s.next_index, e.id, s.chain_hash);
    s.next_index := s.next_index + 1;
    placed := placed + 1;
    last_xid := e.xid;
  end loop;
  update ledger.sequencer q set horizon = case when placed < most then upto else last_xid end, next_index = s.next_index, chain_hash = s.chain_hash where q.id = 1;
  return placed;
end $$;
alter function ledger.append(uuid, timestamptz, smallint, text, text[], text, uuid, text, uuid, text, bytea, bytea, bytea, jsonb, uuid, bytea, jsonb) owner to manumit_guard;
alter function ledger.sequence(int) owner to manumit_guard;
revoke all on function ledger.append(uuid, timestamptz, smallint, text, text[], text, uuid, text, uuid, text, bytea, bytea, bytea, jsonb, uuid, bytea, jsonb), ledger.sequence(int) from public;
grant execute on function ledger.append(uuid, timestamptz, smallint, text, text[], text, uuid, text, uuid, text, bytea, bytea, bytea, jsonb, uuid, bytea, jsonb), ledger.sequence(int) to manumit_app;
