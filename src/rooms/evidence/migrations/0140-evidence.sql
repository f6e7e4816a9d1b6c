-- What shows that a clause is kept: pieces of evidence, their files, and the standing that is brought up with each of them.
create schema evidence;
grant usage on schema evidence to manumit_app, manumit_guard;
grant create on schema evidence to manumit_guard;

-- Whose evidence this subject may enter; whose it may read once submitted (reviewers read the parties they are named for).
create function evidence.own_parties() returns uuid[] language sql stable as $$
  select identity.parties('{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office}') $$;
create function evidence.read_parties() returns uuid[] language sql stable as $$
  select identity.parties('{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office,reviewer}') $$;
-- For whom this subject signs.
create function evidence.sign_parties() returns uuid[] language sql stable as $$ select identity.parties('{focal-point,commander,policy-office}') $$;

-- The subject's own name, to stand under what it enters and signs. The installation has none.
create function evidence.own_name() returns text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select name from identity.person where id = identity.person() and kind = 'person' $$;

create table evidence.document (
  id uuid primary key,
  party_id uuid not null references parties.party,
  by_office boolean not null default false,
  name text check (length(name) between 1 and 200),
  media_type text not null,
  bytes int not null check (bytes between 1 and 26214400),
  sha256 bytea not null,
  uploaded_by uuid not null default identity.person() references identity.person,
  uploaded_at timestamptz not null,
  purged_at timestamptz,
  unique (id, party_id),
  check ((name is null) = (purged_at is not null))
);
create index document_party on evidence.document (party_id, id);
-- One mebibyte each, so that a file comes and goes in small bites and lives and dies with its transaction.
create table evidence.document_chunk (
  document_id uuid not null references evidence.document,
  seq int not null,
  bytes bytea not null check (octet_length(bytes) between 1 and 1048576),
  primary key (document_id, seq)
);
alter table evidence.document_chunk alter column bytes set storage external;

create table evidence.piece (
  id uuid primary key,
  edition_id text not null references policy.edition,
  party_id uuid not null references parties.party,
  -- Entered by headquarters' policy office about the party: its own piece, not the party's word.
  by_office boolean not null default false,
  kind text not null,
  says text not null check (says in ('met', 'partly-met', 'not-met', 'in-progress', 'not-started', 'nil', 'zero', 'informs')),
  origin text not null check (origin in ('declared', 'arose')),
  title_en text, title_fr text, source_en text, source_fr text,
  date text not null, as_of text,
  page text, document_id uuid, address text, note text,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'corrected', 'withdrawn', 'purge-asked', 'purged')),
  version int not null default 1,
  counts_on text check (counts_on ~ '^\d{4}-\d{2}-\d{2}$'),
  corrects_id uuid references evidence.piece,
  confirms_id uuid references evidence.piece,
  entered_by uuid not null default identity.person() references identity.person,
  entered_name text default evidence.own_name(),
  entered_at timestamptz not null,
  signed_by uuid references identity.person,
  signed_name text,
  submitted_at timestamptz,
  ended_by uuid references identity.person, ended_at timestamptz, end_reason text,
  purge_asked_by uuid references identity.person, purge_asked_at timestamptz, purge_reason text,
  purged_by uuid references identity.person, purged_at timestamptz,
  released_at timestamptz,
  -- Only a file of its own party: whoever sees a piece sees its file.
  foreign key (document_id, party_id) references evidence.document (id, party_id),
  check ((submitted_at is null) = (signed_by is null) and (submitted_at is null) = (counts_on is null)),
  check (state <> 'submitted' or submitted_at is not null),
  check (state <> 'draft' or submitted_at is null),
  check ((state = 'purged') = (purged_at is not null)),
  check (state = 'purged' or (title_en is not null and title_fr is not null and source_en is not null and source_fr is not null)),
  check (state <> 'purged' or (title_en is null and title_fr is null and source_en is null and source_fr is null and note is null and address is null and page is null))
);
create index piece_list on evidence.piece (party_id, submitted_at, id) where submitted_at is not null;
create index piece_draft on evidence.piece (party_id, id) where submitted_at is null;
create index piece_document on evidence.piece (document_id) where document_id is not null;
create index piece_corrects on evidence.piece (corrects_id) where corrects_id is not null;

-- The obligations a piece names. Everything but the two ids is copied from the piece, so that the newest one is found by an index.
create table evidence.piece_obligation (
  piece_id uuid not null references evidence.piece,
  obligation_id text not null,
  edition_id text not null, party_id uuid not null, kind text not null, says text not null, origin text not null,
  counts boolean not null, counts_on text, submitted_at timestamptz,
  primary key (piece_id, obligation_id),
  foreign key (edition_id, obligation_id) references policy.obligation (edition_id, id)
);
create index piece_obligation_latest on evidence.piece_obligation (edition_id, party_id, obligation_id, kind, counts_on, submitted_at, piece_id)
  where counts and says not in ('informs', 'zero');
create index piece_obligation_list on evidence.piece_obligation (edition_id, party_id, obligation_id, counts_on, submitted_at, piece_id) where counts;

-- Per party, obligation and kind: the newest piece that decides, and how many count. The matrix reads this, whatever the history holds.
-- Pages are left half empty, so that a row changed many times stays where it is and leaves no trail.
create table evidence.standing (
  edition_id text not null, party_id uuid not null, obligation_id text not null, kind text not null,
  piece_id uuid references evidence.piece, says text, origin text, counts_on text, submitted_at timestamptz,
  pieces int not null check (pieces > 0), declared int not null check (declared between 0 and pieces),
  primary key (edition_id, party_id, obligation_id, kind)
) with (fillfactor = 50);
-- Per party: how many pieces count in all, each once however many obligations it names.
create table evidence.holding (
  edition_id text not null, party_id uuid not null,
  pieces int not null check (pieces >= 0), declared int not null check (declared between 0 and pieces),
  primary key (edition_id, party_id)
) with (fillfactor = 50);
-- Per party, obligation and month: how many pieces count, for the two years of a dossier.
create table evidence.month (
  edition_id text not null, party_id uuid not null, obligation_id text not null, month text not null,
  pieces int not null check (pieces > 0), declared int not null check (declared between 0 and pieces),
  primary key (edition_id, party_id, month, obligation_id)
) with (fillfactor = 50);

-- Triggers ---------------------------------------------------------------------------------------------------------------------------

-- What the application may not do to a piece, whatever it was told: change what was submitted, sign for another, purge.
create function evidence.guard_piece() returns trigger language plpgsql as $$
begin
  if current_user <> 'manumit_app' then return new; end if;
  if old.submitted_at is not null and
    (new.kind, new.says, new.origin, new.title_en, new.title_fr, new.source_en, new.source_fr, new.date, new.as_of, new.page, new.document_id, new.address, new.note,
     new.counts_on, new.submitted_at, new.signed_by, new.signed_name) is distinct from
    (old.kind, old.says, old.origin, old.title_en, old.title_fr, old.source_en, old.source_fr, old.date, old.as_of, old.page, old.document_id, old.address, old.note,
     old.counts_on, old.submitted_at, old.signed_by, old.signed_name)
  then raise exception 'a submitted piece is corrected by a new one' using errcode = '42501'; end if;
  if new.signed_by is distinct from old.signed_by and new.signed_by is distinct from identity.person() then
    raise exception 'nobody signs for another' using errcode = '42501'; end if;
  if (new.signed_name is distinct from old.signed_name and new.signed_name is distinct from evidence.own_name())
    or (new.ended_by is distinct from old.ended_by and new.ended_by is distinct from identity.person())
    or (new.purge_asked_by is distinct from old.purge_asked_by and new.purge_asked_by is distinct from identity.person()) then
    raise exception 'nobody acts in another name' using errcode = '42501'; end if;
  if new.state = 'purged' then raise exception 'a purge takes a second person' using errcode = '42501'; end if;
  return new;
end $$;
create trigger guard before update on evidence.piece for each row execute function evidence.guard_piece();

-- Copies what the index needs. Obligations are named while a piece is a draft, or in the transaction that made it.
create function evidence.take() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  select p.edition_id, p.party_id, p.kind, p.says, p.origin, p.state = 'submitted', p.counts_on, p.submitted_at
    into new.edition_id, new.party_id, new.kind, new.says, new.origin, new.counts, new.counts_on, new.submitted_at
    from evidence.piece p where p.id = new.piece_id and (p.state = 'draft' or p.xmin = pg_current_xact_id()::xid);
  if not found then raise exception 'obligations are named in the draft' using errcode = '42501'; end if;
  return new;
end $$;
create trigger take before insert on evidence.piece_obligation for each row execute function evidence.take();

create function evidence.mirror() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update evidence.piece_obligation set kind = new.kind, says = new.says, origin = new.origin, counts = new.state = 'submitted',
    counts_on = new.counts_on, submitted_at = new.submitted_at where piece_id = new.id;
  return null;
end $$;
create trigger mirror after update of state, kind, says on evidence.piece for each row
  when (old.state <> new.state or old.kind <> new.kind or old.says <> new.says) execute function evidence.mirror();

-- Brings standing and months up for one piece and obligation that begins (+1) or ceases (-1) to count. The standing row is locked by its
-- first statement, so that two pieces at once come one after the other.
create function evidence.tally(p evidence.piece_obligation, sign int) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare said int := case when p.origin = 'declared' then 1 else 0 end; newest record; shown uuid;
begin
  if sign > 0 then
    insert into evidence.standing as s (edition_id, party_id, obligation_id, kind, pieces, declared) values (p.edition_id, p.party_id, p.obligation_id, p.kind, 1, said)
      on conflict (edition_id, party_id, obligation_id, kind) do update set pieces = s.pieces + 1, declared = s.declared + said;
    if p.says not in ('informs', 'zero') then
      update evidence.standing s set piece_id = p.piece_id, says = p.says, origin = p.origin, counts_on = p.counts_on, submitted_at = p.submitted_at
        where s.edition_id = p.edition_id and s.party_id = p.party_id and s.obligation_id = p.obligation_id and s.kind = p.kind
          and (s.piece_id is null or (s.counts_on, s.submitted_at, s.piece_id) < (p.counts_on, p.submitted_at, p.piece_id));
    end if;
    insert into evidence.month as m (edition_id, party_id, obligation_id, month, pieces, declared) values (p.edition_id, p.party_id, p.obligation_id, left(p.counts_on, 7), 1, said)
      on conflict (edition_id, party_id, month, obligation_id) do update set pieces = m.pieces + 1, declared = m.declared + said;
    return;
  end if;
  select s.piece_id into shown from evidence.standing s
    where s.edition_id = p.edition_id and s.party_id = p.party_id and s.obligation_id = p.obligation_id and s.kind = p.kind for update;
  delete from evidence.standing s
    where s.edition_id = p.edition_id and s.party_id = p.party_id and s.obligation_id = p.obligation_id and s.kind = p.kind and s.pieces = 1;
  update evidence.standing s set pieces = s.pieces - 1, declared = s.declared - said
    where s.edition_id = p.edition_id and s.party_id = p.party_id and s.obligation_id = p.obligation_id and s.kind = p.kind;
  if found and shown = p.piece_id then
    select o.piece_id, o.says, o.origin, o.counts_on, o.submitted_at into newest from evidence.piece_obligation o
      where o.edition_id = p.edition_id and o.party_id = p.party_id and o.obligation_id = p.obligation_id and o.kind = p.kind
        and o.counts and o.says not in ('informs', 'zero') order by o.counts_on desc, o.submitted_at desc, o.piece_id desc limit 1;
    update evidence.standing s set piece_id = newest.piece_id, says = newest.says, origin = newest.origin, counts_on = newest.counts_on, submitted_at = newest.submitted_at
      where s.edition_id = p.edition_id and s.party_id = p.party_id and s.obligation_id = p.obligation_id and s.kind = p.kind;
  end if;
  delete from evidence.month m where m.edition_id = p.edition_id and m.party_id = p.party_id and m.obligation_id = p.obligation_id and m.month = left(p.counts_on, 7) and m.pieces = 1;
  update evidence.month m set pieces = m.pieces - 1, declared = m.declared - said
    where m.edition_id = p.edition_id and m.party_id = p.party_id and m.obligation_id = p.obligation_id and m.month = left(p.counts_on, 7);
end $$;

create function evidence.stand() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op <> 'INSERT' and old.counts then perform evidence.tally(old, -1); end if;
  if tg_op <> 'DELETE' and new.counts then perform evidence.tally(new, 1); end if;
  return null;
end $$;
create trigger stand_in after insert or delete on evidence.piece_obligation for each row execute function evidence.stand();
create trigger stand_on after update on evidence.piece_obligation for each row when (old.counts <> new.counts) execute function evidence.stand();

create function evidence.hold() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare sign int := (new.state = 'submitted')::int - (case when tg_op = 'UPDATE' then old.state = 'submitted' else false end)::int; said int;
begin
  if sign = 0 then return null; end if;
  said := case when new.origin = 'declared' then sign else 0 end;
  insert into evidence.holding as h (edition_id, party_id, pieces, declared) values (new.edition_id, new.party_id, greatest(sign, 0), greatest(said, 0))
    on conflict (edition_id, party_id) do update set pieces = h.pieces + sign, declared = h.declared + said;
  return null;
end $$;
create trigger hold_in after insert on evidence.piece for each row when (new.state = 'submitted') execute function evidence.hold();
create trigger hold_on after update of state on evidence.piece for each row when (old.state <> new.state) execute function evidence.hold();

-- Acts beyond the reach of the application role -----------------------------------------------------------------------------------------

-- Takes the content of a piece away for good, on the word of a second person; in one-person mode on that person's own. Its file goes with
-- the last piece that shows it. The tombstone, its place in time and the ledger stay. Answers whether it did.
create function evidence.purge(target uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare who uuid := identity.person(); p record;
begin
  select * into p from evidence.piece where id = target and state = 'purge-asked'
    and (purge_asked_by <> who or (identity.claims() ->> 'sole')::boolean)
    and (party_id = any (identity.parties('{focal-point,commander,policy-office}'))
      or (identity.holds('{policy-office}') and (submitted_at is not null or by_office))) for update;
  if not found then return false; end if;
  update evidence.piece set state = 'purged', purged_by = who, purged_at = at, title_en = null, title_fr = null, source_en = null, source_fr = null, page = null,
    address = null, note = null, end_reason = null, document_id = null, version = version + 1 where id = target;
  if p.document_id is not null and not exists (select from evidence.piece where document_id = p.document_id) then
    delete from evidence.document_chunk where document_id = p.document_id;
    update evidence.document set name = null, purged_at = at where id = p.document_id;
  end if;
  return true;
end $$;

-- Opens pieces to everybody signed in, when a round that cites them is adopted. Only headquarters' policy office can.
create function evidence.release(pieces uuid[], at timestamptz) returns int language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare opened int;
begin
  if not identity.holds('{policy-office}') then raise exception 'only the policy office releases' using errcode = '42501'; end if;
  update evidence.piece set released_at = at where id = any (pieces) and state = 'submitted' and released_at is null;
  get diagnostics opened = row_count;
  return opened;
end $$;

-- Rights -----------------------------------------------------------------------------------------------------------------------------

do $$ declare t text; f text; begin
  foreach t in array array['document', 'document_chunk', 'piece', 'piece_obligation', 'standing', 'holding', 'month'] loop
    execute format('alter table evidence.%I enable row level security; alter table evidence.%I force row level security', t, t);
    execute format('create policy guard_all on evidence.%I to manumit_guard using (true) with check (true)', t);
    execute format('create policy owner_all on evidence.%I to manumit_schema using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on evidence.%I to manumit_guard; grant select on evidence.%I to manumit_app', t, t);
  end loop;
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'evidence' loop
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
alter function evidence.own_name() owner to manumit_guard;
alter function evidence.take() owner to manumit_guard;
alter function evidence.mirror() owner to manumit_guard;
alter function evidence.tally(evidence.piece_obligation, int) owner to manumit_guard;
alter function evidence.hold() owner to manumit_guard;
alter function evidence.stand() owner to manumit_guard;
alter function evidence.purge(uuid, timestamptz) owner to manumit_guard;
alter function evidence.release(uuid[], timestamptz) owner to manumit_guard;
grant execute on function evidence.own_parties(), evidence.read_parties(), evidence.sign_parties(), evidence.own_name(), evidence.purge(uuid, timestamptz),
  evidence.release(uuid[], timestamptz) to manumit_app;
grant execute on function identity.claims(), identity.person(), identity.holds(text[]), identity.parties(text[]) to manumit_guard;

grant insert on evidence.document, evidence.document_chunk, evidence.piece to manumit_app;
grant insert (piece_id, obligation_id), delete on evidence.piece_obligation to manumit_app;
grant update (kind, says, title_en, title_fr, source_en, source_fr, date, as_of, page, document_id, address, note, state, version, counts_on, signed_by, signed_name, submitted_at,
  ended_by, ended_at, end_reason, purge_asked_by, purge_asked_at, purge_reason) on evidence.piece to manumit_app;

-- A draft is the party's own (or the policy office's own); submitted evidence is for the party, the policy office and reviewers of the party; released evidence for all.
create policy piece_read on evidence.piece for select to manumit_app using (
  case when submitted_at is null
    then (not by_office and party_id = any ((select evidence.own_parties())::uuid[])) or (by_office and (select identity.holds('{policy-office}')))
    else (select identity.holds('{policy-office}')) or party_id = any ((select evidence.read_parties())::uuid[])
      or (released_at is not null and (select identity.person()) is not null)
  end);
create policy piece_enter on evidence.piece for insert to manumit_app with check (
  entered_by = (select identity.person()) and (signed_by is null or signed_by = (select identity.person())) and state in ('draft', 'submitted') and released_at is null
  and case when by_office then (select identity.holds('{policy-office}'))
    else party_id = any ((select evidence.own_parties())::uuid[])
      and (submitted_at is null or origin = 'arose' or party_id = any ((select evidence.sign_parties())::uuid[])) end);
create policy piece_change on evidence.piece for update to manumit_app
  using (case when by_office then (select identity.holds('{policy-office}')) else party_id = any ((select evidence.own_parties())::uuid[]) end)
  with check (case when by_office then (select identity.holds('{policy-office}'))
    else party_id = any ((select evidence.own_parties())::uuid[])
      and (submitted_at is null or origin = 'arose' or party_id = any ((select evidence.sign_parties())::uuid[])) end);

create policy piece_obligation_read on evidence.piece_obligation for select to manumit_app using (
  (submitted_at is not null and ((select identity.holds('{policy-office}')) or party_id = any ((select evidence.read_parties())::uuid[])))
  or exists (select from evidence.piece p where p.id = piece_id));
create policy piece_obligation_name on evidence.piece_obligation for insert to manumit_app with check (
  exists (select from evidence.piece p where p.id = piece_id
    and case when p.by_office then (select identity.holds('{policy-office}')) else p.party_id = any ((select evidence.own_parties())::uuid[]) end));
create policy piece_obligation_drop on evidence.piece_obligation for delete to manumit_app using (
  submitted_at is null and exists (select from evidence.piece p where p.id = piece_id and p.state = 'draft'));

create policy standing_read on evidence.standing for select to manumit_app using (
  (select identity.holds('{policy-office}')) or party_id = any ((select evidence.read_parties())::uuid[]));
create policy holding_read on evidence.holding for select to manumit_app using (
  (select identity.holds('{policy-office}')) or party_id = any ((select evidence.read_parties())::uuid[]));
create policy month_read on evidence.month for select to manumit_app using (
  (select identity.holds('{policy-office}')) or party_id = any ((select evidence.read_parties())::uuid[]));

-- A file is seen by whoever may enter evidence for its party, and by whoever sees a piece that shows it.
create policy document_read on evidence.document for select to manumit_app using (
  (not by_office and party_id = any ((select evidence.own_parties())::uuid[])) or (by_office and (select identity.holds('{policy-office}')))
  or exists (select from evidence.piece p where p.document_id = document.id));
create policy document_add on evidence.document for insert to manumit_app with check (
  uploaded_by = (select identity.person()) and purged_at is null
  and case when by_office then (select identity.holds('{policy-office}')) else party_id = any ((select evidence.own_parties())::uuid[]) end);
create policy chunk_read on evidence.document_chunk for select to manumit_app using (exists (select from evidence.document d where d.id = document_id));
create policy chunk_add on evidence.document_chunk for insert to manumit_app with check (
  exists (select from evidence.document d where d.id = document_id and d.uploaded_by = (select identity.person()) and d.xmin = pg_current_xact_id()::xid));
