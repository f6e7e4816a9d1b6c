-- The Merkle tree over the ledger (RFC 9162), so that anybody who kept one checkpoint notices an altered past. The index of a link is the index of
-- its leaf; leaves without a link are padding. Hashes are kept as tiles (C2SP tlog-tiles): 256 side by side, the newest of each level still growing.
-- They are the whole tree and its right edge at once.
create table ledger.tile (level int not null, number bigint not null, hashes bytea not null, primary key (level, number));
-- Hashes do not compress: trying costs more than the row.
alter table ledger.tile alter column hashes set storage external;

-- Leaves that stand for no act, so that the published size tells nothing. One row per run: leaf n is made from the seed and n.
create table ledger.padding (from_index bigint primary key, count int not null check (count > 0), seed bytea not null, at timestamptz not null);

-- What was signed: one a day for everybody (`day`), the others for enrolled outside checks only.
create table ledger.checkpoint (size bigint primary key, root bytea not null, note text not null, signed_at timestamptz not null, day date unique);

-- The keys that signed, with the size from which each did.
create table ledger.log_key (vkey text primary key, from_size bigint not null, since timestamptz not null);

-- Outside checks that keep the last checkpoint and say so by their own signature.
create table ledger.witness (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  vkey text not null,
  url text not null,
  enrolled_by uuid not null,
  enrolled_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  -- What it last signed, and what it last said against this log.
  size bigint not null default 0,
  signed_at timestamptz,
  fault text check (fault in ('unreachable', 'refused', 'forked')),
  fault_at timestamptz
);
create unique index witness_name on ledger.witness (name) where ended_at is null;
create table ledger.cosignature (size bigint not null references ledger.checkpoint on delete cascade, witness_id uuid not null references ledger.witness,
  line text not null, primary key (size, witness_id));

-- Openings taken away for good, by two persons. The leaf of each of the two acts names the entry, so that a verifier needs nothing else.
create table ledger.erasure (
  entry_id uuid primary key,
  reason text not null check (length(reason) between 1 and 2000),
  asked_by uuid not null,
  asked_at timestamptz not null,
  approved_by uuid check (approved_by <> asked_by),
  approved_at timestamptz,
  check ((approved_by is null) = (approved_at is null))
);

alter table ledger.sequencer add column origin text;

do $$ declare t text; begin
  foreach t in array array['tile', 'padding', 'checkpoint', 'log_key', 'witness', 'cosignature', 'erasure'] loop
    execute format('alter table ledger.%I enable row level security; alter table ledger.%I force row level security', t, t);
    execute format('create policy owner_all on ledger.%I to manumit_schema using (true) with check (true)', t);
    execute format('create policy guard_all on ledger.%I to manumit_guard using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on ledger.%I to manumit_guard', t);
  end loop;
end $$;
grant delete on ledger.opening to manumit_guard;

-- Who sees how the log is kept: those who check it and those who run it. Sizes between two days tell how busy a day was.
create policy checkpoint_read on ledger.checkpoint for select to manumit_app using ((select identity.holds('{auditor,policy-office,platform-admin}')));
create policy key_read on ledger.log_key for select to manumit_app using ((select identity.holds('{auditor,policy-office,platform-admin}')));
create policy padding_read on ledger.padding for select to manumit_app using ((select identity.holds('{auditor,policy-office}')));
create policy cosignature_read on ledger.cosignature for select to manumit_app using ((select identity.holds('{auditor,policy-office,platform-admin}')));
create policy witness_read on ledger.witness for select to manumit_app using ((select identity.holds('{auditor,policy-office,platform-admin}')));
create policy witness_enrol on ledger.witness for insert to manumit_app with check (
  (select identity.holds('{platform-admin}')) and enrolled_by = (select identity.person()) and ended_at is null and size = 0 and signed_at is null and fault is null);
create policy witness_end on ledger.witness for update to manumit_app using ((select identity.holds('{platform-admin}')) and ended_at is null)
  with check (ended_by = (select identity.person()));
create policy erasure_read on ledger.erasure for select to manumit_app using ((select identity.holds('{policy-office,legal-adviser,auditor}')));
create policy erasure_ask on ledger.erasure for insert to manumit_app with check (
  (select identity.holds('{policy-office,legal-adviser}')) and asked_by = (select identity.person()) and approved_at is null);
grant select on ledger.checkpoint, ledger.log_key, ledger.padding, ledger.cosignature, ledger.witness, ledger.erasure to manumit_app;
grant insert (id, name, vkey, url, enrolled_by, enrolled_at), update (ended_by, ended_at) on ledger.witness to manumit_app;
grant insert (entry_id, reason, asked_by, asked_at) on ledger.erasure to manumit_app;

-- The tree grows ------------------------------------------------------------------------------------------------------------------------

-- Root of a full tile.
create function ledger.tile_root(hashes bytea) returns bytea language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare above bytea;
begin
  while length(hashes) > 32 loop
    above := '';
    for at in 0 .. length(hashes) / 64 - 1 loop above := above || sha256('\x01'::bytea || substr(hashes, at * 64 + 1, 64)); end loop;
    hashes := above;
  end loop;
  return hashes;
end $$;

-- Adds leaves to a tree of this size.
create function ledger.grow(before bigint, leaves bytea[]) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare lvl int := 0; many bigint := before; n bigint; part bytea; full_roots bytea[]; h bytea;
begin
  while cardinality(leaves) > 0 loop
    n := many / 256;
    select t.hashes into part from ledger.tile t where t.level = lvl and t.number = n;
    part := coalesce(part, '');
    if length(part) <> (many % 256) * 32 then raise exception 'tile %/% does not end where the tree does', lvl, n; end if;
    full_roots := '{}';
    foreach h in array leaves loop
      part := part || h;
      continue when length(part) < 8192;
      insert into ledger.tile values (lvl, n, part) on conflict (level, number) do update set hashes = excluded.hashes;
      full_roots := full_roots || ledger.tile_root(part);
      n := n + 1;
      part := '';
    end loop;
    if length(part) > 0 then
      insert into ledger.tile values (lvl, n, part) on conflict (level, number) do update set hashes = excluded.hashes;
    end if;
    leaves := full_roots;
    many := many / 256;
    lvl := lvl + 1;
  end loop;
end $$;

-- As before, and the tree grows by the same leaves.
create or replace function ledger.sequence(most int) returns int language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare s ledger.sequencer; e record; upto xid8 := pg_snapshot_xmin(pg_current_snapshot()); last_xid xid8; leaves bytea[] := '{}';
begin
  select * into s from ledger.sequencer where id = 1 for update;
  for e in select en.id, en.xid, en.leaf_hash from ledger.entry en left join ledger.link l on l.entry_id = en.id
      where en.xid >= s.horizon and en.xid < upto and l.entry_id is null order by en.xid, en.id limit most loop
    s.chain_hash := sha256(s.chain_hash || e.leaf_hash);
    insert into ledger.link (index, entry_id, chain_hash) values (s.next_index + cardinality(leaves), e.id, s.chain_hash);
    leaves := leaves || e.leaf_hash;
    last_xid := e.xid;
  end loop;
  perform ledger.grow(s.next_index, leaves);
  update ledger.sequencer q set horizon = case when cardinality(leaves) < most then upto else last_xid end,
    next_index = s.next_index + cardinality(leaves), chain_hash = s.chain_hash where q.id = 1;
  return cardinality(leaves);
end $$;

-- A tile as it is now, for roots and proofs: hashes only. The application role may ask for any, and so could count acts; it never serves a tile
-- beyond the last published size.
create function ledger.tile_now(lvl int, n bigint) returns bytea language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select hashes from ledger.tile where level = lvl and number = n $$;

-- The state of the log for the process that keeps it. The name of the log is given once and never changed.
create function ledger.head(proposed_origin text) returns table (size bigint, origin text, last_signed bigint, last_signed_at timestamptz, last_day date, last_public bigint)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update ledger.sequencer q set origin = proposed_origin where q.id = 1 and q.origin is null and proposed_origin is not null;
  return query select q.next_index, q.origin, c.size, c.signed_at, p.day, p.size from ledger.sequencer q
    left join lateral (select k.size, k.signed_at from ledger.checkpoint k order by k.size desc limit 1) c on true
    left join lateral (select k.day, k.size from ledger.checkpoint k where k.day is not null order by k.size desc limit 1) p on true where q.id = 1;
end $$;

-- What was signed last, for the process that shows it to outside checks.
create function ledger.newest_checkpoint() returns table (size bigint, note text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.size, c.note from ledger.checkpoint c order by c.size desc limit 1 $$;

-- Fills the tree up for the publication of a day: always to the next whole number of steps since the last one, and always by one at least, so that a
-- day without acts looks like any other. Answers the size to publish, or null where that day, or a later one, is published already.
create function ledger.pad(for_day date, step int, at timestamptz) returns bigint language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare s ledger.sequencer; last_size bigint; target bigint; salt bytea; leaves bytea[];
begin
  if step < 256 or step > 65536 then raise exception 'a step is from 256 to 65536 leaves'; end if;
  select * into s from ledger.sequencer where id = 1 for update;
  if exists (select from ledger.checkpoint where day >= for_day) then return null; end if;
  select coalesce(max(size), 0) into last_size from ledger.checkpoint where day is not null;
  target := last_size + step * greatest(1, ceil((s.next_index - last_size)::numeric / step));
  if target > s.next_index then
    salt := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
    select array_agg(ledger.padding_leaf(salt, n) order by n) into leaves from generate_series(s.next_index, target - 1) n;
    insert into ledger.padding values (s.next_index, cardinality(leaves), salt, at);
    perform ledger.grow(s.next_index, leaves);
    update ledger.sequencer set next_index = target where id = 1;
  end if;
  return target;
end $$;

-- The leaf of a padding: the same shape as any other leaf to whoever has only its hash.
create function ledger.padding_leaf(salt bytea, index bigint) returns bytea language sql immutable set search_path = pg_catalog, pg_temp as $$
  select sha256('\x00'::bytea || convert_to('{"format":1,"padding":"' || encode(sha256(salt || int8send(index)), 'hex') || '"}', 'UTF8')) $$;

-- Keeps a signed checkpoint and the key that signed it. Old ones that were not for everybody go after a day.
create function ledger.keep_checkpoint(at_size bigint, its_root bytea, its_note text, key text, at timestamptz, for_day date) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if at_size > (select next_index from ledger.sequencer where id = 1) then raise exception 'the log is not that long'; end if;
  insert into ledger.checkpoint values (at_size, its_root, its_note, at, for_day)
    on conflict (size) do update set note = excluded.note, signed_at = excluded.signed_at, day = coalesce(ledger.checkpoint.day, excluded.day)
    where ledger.checkpoint.root = excluded.root;
  if not found then raise exception 'another root was signed for this size'; end if;
  insert into ledger.log_key values (key, at_size, at) on conflict do nothing;
  delete from ledger.checkpoint c where c.day is null and c.signed_at < at - interval '1 day' and c.size < at_size;
end $$;

-- What everybody may fetch --------------------------------------------------------------------------------------------------------------

-- The published checkpoints, each with the cosignatures it got.
create function ledger.published() returns table (day date, size bigint, root bytea, note text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.day, c.size, c.root, c.note || coalesce((select string_agg(g.line, '' order by g.line) from ledger.cosignature g where g.size = c.size), '')
  from ledger.checkpoint c where c.day is not null order by c.size $$;
create function ledger.published_keys() returns table (vkey text, from_size bigint) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.vkey, k.from_size from ledger.log_key k order by k.from_size, k.vkey $$;

-- A tile as far as it is published; null where it is not, or is that wide at no published size.
create function ledger.published_tile(lvl int, n bigint, width int) returns bytea language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select substr(t.hashes, 1, width * 32) from ledger.tile t where t.level = lvl and t.number = n and lvl < 7 and width between 1 and 256
    and exists (select from ledger.checkpoint c where c.day is not null and case when width = 256
      then trunc(c.size / 256::numeric ^ lvl) >= (n + 1) * 256 else trunc(c.size / 256::numeric ^ lvl) = n * 256 + width end) $$;

-- Outside checks ------------------------------------------------------------------------------------------------------------------------

create function ledger.witnesses() returns table (id uuid, name text, vkey text, url text, size bigint) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select w.id, w.name, w.vkey, w.url, w.size from ledger.witness w where w.ended_at is null order by w.name $$;
create function ledger.witnessed(whose uuid, at_size bigint, its_line text, at timestamptz) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into ledger.cosignature select c.size, whose, its_line from ledger.checkpoint c where c.size = at_size
    on conflict (size, witness_id) do update set line = excluded.line;
  update ledger.witness set size = at_size, signed_at = at, fault = null, fault_at = null where id = whose and size <= at_size;
end $$;
create function ledger.witness_fault(whose uuid, what text, at timestamptz) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update ledger.witness set fault = what, fault_at = case when fault = what then fault_at else at end where id = whose $$;

-- Erasure -------------------------------------------------------------------------------------------------------------------------------

-- Takes the opening of an entry away on the word of a second person. Answers whether it did.
create function ledger.erase(entry uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare who uuid := identity.person();
begin
  if not identity.holds('{policy-office,legal-adviser}') then return false; end if;
  update ledger.erasure set approved_by = who, approved_at = at where entry_id = entry and approved_at is null and asked_by <> who;
  if not found then return false; end if;
  delete from ledger.opening where entry_id = entry;
  return true;
end $$;

-- Entries that stand in the chain already join the tree.
do $$ declare first bigint := 0; leaves bytea[]; begin
  loop
    select array_agg(e.leaf_hash order by l.index) into leaves from ledger.link l join ledger.entry e on e.id = l.entry_id where l.index >= first and l.index < first + 1000;
    exit when leaves is null;
    perform ledger.grow(first, leaves);
    first := first + cardinality(leaves);
  end loop;
end $$;

do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'ledger'
      and p.proname in ('tile_root', 'padding_leaf', 'grow', 'sequence', 'tile_now', 'head', 'newest_checkpoint', 'pad', 'keep_checkpoint', 'published', 'published_keys', 'published_tile', 'witnesses', 'witnessed', 'witness_fault', 'erase') loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function ledger.sequence(int), ledger.tile_now(int, bigint), ledger.head(text), ledger.newest_checkpoint(), ledger.pad(date, int, timestamptz),
  ledger.keep_checkpoint(bigint, bytea, text, text, timestamptz, date), ledger.published(), ledger.published_keys(), ledger.published_tile(int, bigint, int),
  ledger.witnesses(), ledger.witnessed(uuid, bigint, text, timestamptz), ledger.witness_fault(uuid, text, timestamptz), ledger.erase(uuid, timestamptz) to manumit_app;
