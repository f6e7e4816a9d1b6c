-- Labels of evidence: on pieces and files, since both hold words; copied to what is counted from them, so that nobody's counts and statuses hold more than
-- they may read (docs/decisions/015).
do $$ declare t text; begin
  foreach t in array array['document', 'piece', 'piece_obligation', 'standing', 'holding', 'month'] loop
    execute format('alter table evidence.%I add column label_level smallint not null default 0 check (label_level between 0 and 3),
      add column releasable_to uuid[] check (party_id = any (releasable_to))', t);
  end loop;
  foreach t in array array['standing', 'holding', 'month'] loop
    execute format('alter table evidence.%I add column label text not null default ''0'', drop constraint %I', t, t || '_pkey');
  end loop;
end $$;
alter table evidence.standing add primary key (edition_id, party_id, obligation_id, kind, label);
alter table evidence.holding add primary key (edition_id, party_id, label);
alter table evidence.month add primary key (edition_id, party_id, month, obligation_id, label);

-- Every write-down: who asked and why, from what to what, who decided. Append-only; decided by the function below alone.
create table evidence.label_release (
  id uuid primary key,
  object_id uuid not null references evidence.piece,
  party_id uuid not null,
  from_level smallint not null, from_releasable uuid[],
  to_level smallint not null, to_releasable uuid[],
  reason text not null check (length(reason) between 1 and 2000),
  asked_by uuid not null references identity.person, asked_at timestamptz not null,
  decided_by uuid references identity.person, decided_at timestamptz,
  check ((decided_by is null) = (decided_at is null))
);
create index label_release_object on evidence.label_release (object_id);
alter table evidence.label_release enable row level security;
alter table evidence.label_release force row level security;
create policy guard_all on evidence.label_release to manumit_guard using (true) with check (true);
create policy owner_all on evidence.label_release to manumit_schema using (true) with check (true);
grant select, update on evidence.label_release to manumit_guard;
grant select on evidence.label_release to manumit_app;
grant insert (id, object_id, party_id, from_level, from_releasable, to_level, to_releasable, reason, asked_by, asked_at) on evidence.label_release to manumit_app;

create trigger keep_label before insert on evidence.piece for each row when (new.label_level > 0) execute function identity.keep_label('evidence.label_release');
create trigger keep_label_on before update of label_level, releasable_to on evidence.piece for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to)) execute function identity.keep_label('evidence.label_release');
create trigger keep_label before insert on evidence.document for each row when (new.label_level > 0) execute function identity.keep_label();

-- A file is labelled as the lowest piece that shows it: whoever sees a piece sees its file. The first piece that takes a file gives it its label; a piece
-- narrowed later takes its file, and whatever else shows that, along.
create function evidence.label_file() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare d evidence.document;
begin
  if pg_trigger_depth() > 1 then return null; end if;
  select * into d from evidence.document where id = new.document_id for update;
  if not identity.label_covers(new.label_level, new.releasable_to, d.label_level, d.releasable_to) then
    raise exception 'evidence/file-label-differs' using errcode = 'MA010';
  end if;
  if identity.label_covers(d.label_level, d.releasable_to, new.label_level, new.releasable_to) then return null; end if;
  if tg_op = 'UPDATE' and old.document_id is not distinct from new.document_id then
    update evidence.piece p set label_level = greatest(p.label_level, new.label_level),
        releasable_to = case when new.releasable_to is null then p.releasable_to when p.releasable_to is null then new.releasable_to
          else array(select unnest(p.releasable_to) intersect select unnest(new.releasable_to)) end
      where p.document_id = d.id and p.id <> new.id and not identity.label_covers(p.label_level, p.releasable_to, new.label_level, new.releasable_to);
  elsif exists (select from evidence.piece p where p.document_id = d.id and p.id <> new.id
      and not identity.label_covers(p.label_level, p.releasable_to, new.label_level, new.releasable_to)) then
    return null;
  end if;
  update evidence.document set label_level = new.label_level, releasable_to = new.releasable_to where id = d.id;
  return null;
end $$;
create trigger label_file after insert or update of document_id, label_level, releasable_to on evidence.piece for each row
  when (new.document_id is not null) execute function evidence.label_file();

-- A correction or a confirmation is no way around a release: it says again what the piece before it said.
create function evidence.keep_label_of_former() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from evidence.piece p where p.id in (new.corrects_id, new.confirms_id)
      and not identity.label_covers(new.label_level, new.releasable_to, p.label_level, p.releasable_to)) then
    raise exception 'platform/write-down' using errcode = 'MA010';
  end if;
  return new;
end $$;
create trigger keep_label_of_former before insert on evidence.piece for each row
  when (new.corrects_id is not null or new.confirms_id is not null) execute function evidence.keep_label_of_former();

-- Counting by label --------------------------------------------------------------------------------------------------------------------
create or replace function evidence.take() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  select p.edition_id, p.party_id, p.kind, p.says, p.origin, p.state = 'submitted', p.counts_on, p.submitted_at, p.label_level, p.releasable_to
    into new.edition_id, new.party_id, new.kind, new.says, new.origin, new.counts, new.counts_on, new.submitted_at, new.label_level, new.releasable_to
    from evidence.piece p where p.id = new.piece_id and (p.state = 'draft' or p.xmin = pg_current_xact_id()::xid);
  if not found then raise exception 'obligations are named in the draft' using errcode = '42501'; end if;
  return new;
end $$;
create or replace function evidence.mirror() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update evidence.piece_obligation set kind = new.kind, says = new.says, origin = new.origin, counts = new.state = 'submitted',
    counts_on = new.counts_on, submitted_at = new.submitted_at, label_level = new.label_level, releasable_to = new.releasable_to where piece_id = new.id;
  return null;
end $$;
drop trigger mirror on evidence.piece;
create trigger mirror after update of state, kind, says, label_level, releasable_to on evidence.piece for each row
  when ((old.state, old.kind, old.says, old.label_level, old.releasable_to) is distinct from (new.state, new.kind, new.says, new.label_level, new.releasable_to))
  execute function evidence.mirror();
drop trigger stand_on on evidence.piece_obligation;
create trigger stand_on after update on evidence.piece_obligation for each row
  when ((old.counts, old.label_level, old.releasable_to) is distinct from (new.counts, new.label_level, new.releasable_to)) execute function evidence.stand();

create or replace function evidence.tally(p evidence.piece_obligation, sign int) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare said int := case when p.origin = 'declared' then 1 else 0 end; newest record; shown uuid; labelled text := identity.label_key(p.label_level, p.releasable_to);
begin
  if sign > 0 then
    insert into evidence.standing as s (edition_id, party_id, obligation_id, kind, pieces, declared, label, label_level, releasable_to)
        values (p.edition_id, p.party_id, p.obligation_id, p.kind, 1, said, labelled, p.label_level, p.releasable_to)
      on conflict (edition_id, party_id, obligation_id, kind, label) do update set pieces = s.pieces + 1, declared = s.declared + said;
    if p.says not in ('informs', 'zero') then
      update evidence.standing s set piece_id = p.piece_id, says = p.says, origin = p.origin, counts_on = p.counts_on, submitted_at = p.submitted_at
        where s.edition_id = p.edition_id and s.party_id = p.party_id and s.obligation_id = p.obligation_id and s.kind = p.kind and s.label = labelled
          and (s.piece_id is null or (s.counts_on, s.submitted_at, s.piece_id) < (p.counts_on, p.submitted_at, p.piece_id));
    end if;
    insert into evidence.month as m (edition_id, party_id, obligation_id, month, pieces, declared, label, label_level, releasable_to)
        values (p.edition_id, p.party_id, p.obligation_id, left(p.counts_on, 7), 1, said, labelled, p.label_level, p.releasable_to)
      on conflict (edition_id, party_id, month, obligation_id, label) do update set pieces = m.pieces + 1, declared = m.declared + said;
    return;
  end if;
  select s.piece_id into shown from evidence.standing s
    where s.edition_id = p.edition_id and s.party_id = p.party_id and s.obligation_id = p.obligation_id and s.kind = p.kind and s.label = labelled for update;
  delete from evidence.standing s
    where s.edition_id = p.edition_id and s.party_id = p.party_id and s.obligation_id = p.obligation_id and s.kind = p.kind and s.label = labelled and s.pieces = 1;
  update evidence.standing s set pieces = s.pieces - 1, declared = s.declared - said
    where s.edition_id = p.edition_id and s.party_id = p.party_id and s.obligation_id = p.obligation_id and s.kind = p.kind and s.label = labelled;
  if found and shown = p.piece_id then
    select o.piece_id, o.says, o.origin, o.counts_on, o.submitted_at into newest from evidence.piece_obligation o
      where o.edition_id = p.edition_id and o.party_id = p.party_id and o.obligation_id = p.obligation_id and o.kind = p.kind
        and o.label_level = p.label_level and o.releasable_to is not distinct from p.releasable_to
        and o.counts and o.says not in ('informs', 'zero') order by o.counts_on desc, o.submitted_at desc, o.piece_id desc limit 1;
    update evidence.standing s set piece_id = newest.piece_id, says = newest.says, origin = newest.origin, counts_on = newest.counts_on, submitted_at = newest.submitted_at
      where s.edition_id = p.edition_id and s.party_id = p.party_id and s.obligation_id = p.obligation_id and s.kind = p.kind and s.label = labelled;
  end if;
  delete from evidence.month m where m.edition_id = p.edition_id and m.party_id = p.party_id and m.obligation_id = p.obligation_id and m.month = left(p.counts_on, 7)
    and m.label = labelled and m.pieces = 1;
  update evidence.month m set pieces = m.pieces - 1, declared = m.declared - said
    where m.edition_id = p.edition_id and m.party_id = p.party_id and m.obligation_id = p.obligation_id and m.month = left(p.counts_on, 7) and m.label = labelled;
end $$;

create function evidence.hold_one(p evidence.piece, sign int) returns void language plpgsql as $$
declare said int := case when p.origin = 'declared' then sign else 0 end;
begin
  insert into evidence.holding as h (edition_id, party_id, pieces, declared, label, label_level, releasable_to)
      values (p.edition_id, p.party_id, greatest(sign, 0), greatest(said, 0), identity.label_key(p.label_level, p.releasable_to), p.label_level, p.releasable_to)
    on conflict (edition_id, party_id, label) do update set pieces = h.pieces + sign, declared = h.declared + said;
end $$;
create or replace function evidence.hold() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.state = 'submitted' then perform evidence.hold_one(old, -1); end if;
  if new.state = 'submitted' then perform evidence.hold_one(new, 1); end if;
  return null;
end $$;
drop trigger hold_on on evidence.piece;
create trigger hold_on after update of state, label_level, releasable_to on evidence.piece for each row
  when ((old.state, old.label_level, old.releasable_to) is distinct from (new.state, new.label_level, new.releasable_to)) execute function evidence.hold();

-- Acts beyond the reach of the application role ------------------------------------------------------------------------------------------
-- Decides an asked-for release on the word of a second person who signs for the side whose piece it is; in one-person mode on that person's own. The file
-- goes along. Answers whether it did.
create function evidence.release_label(asked uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare who uuid := identity.person(); r evidence.label_release; p evidence.piece;
begin
  select * into r from evidence.label_release where id = asked and decided_by is null
    and (asked_by <> who or (identity.claims() ->> 'sole')::boolean) for update;
  if not found then return false; end if;
  select * into p from evidence.piece where id = r.object_id and state <> 'purged' and label_level = r.from_level and releasable_to is not distinct from r.from_releasable
    and case when by_office then identity.cleared('{policy-office}', label_level, releasable_to)
      else party_id = any (identity.parties('{focal-point,commander,policy-office}', label_level)) end for update;
  if not found then return false; end if;
  update evidence.label_release set decided_by = who, decided_at = at where id = r.id;
  update evidence.document set label_level = r.to_level, releasable_to = r.to_releasable where id = p.document_id
    and not identity.label_covers(r.to_level, r.to_releasable, label_level, releasable_to);
  update evidence.piece set label_level = r.to_level, releasable_to = r.to_releasable, version = version + 1 where id = p.id;
  return true;
end $$;

create or replace function evidence.purge(target uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare who uuid := identity.person(); p record;
begin
  select * into p from evidence.piece where id = target and state = 'purge-asked'
    and (purge_asked_by <> who or (identity.claims() ->> 'sole')::boolean)
    and (party_id = any (identity.parties('{focal-point,commander,policy-office}', label_level))
      or (identity.cleared('{policy-office}', label_level, releasable_to) and (submitted_at is not null or by_office))) for update;
  if not found then return false; end if;
  update evidence.piece set state = 'purged', purged_by = who, purged_at = at, title_en = null, title_fr = null, source_en = null, source_fr = null, page = null,
    address = null, note = null, end_reason = null, document_id = null, version = version + 1 where id = target;
  if p.document_id is not null and not exists (select from evidence.piece where document_id = p.document_id) then
    delete from evidence.document_chunk where document_id = p.document_id;
    update evidence.document set name = null, purged_at = at where id = p.document_id;
  end if;
  return true;
end $$;
create or replace function evidence.release(pieces uuid[], at timestamptz) returns int language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare opened int;
begin
  if not identity.holds('{policy-office}') then raise exception 'only the policy office releases' using errcode = '42501'; end if;
  update evidence.piece set released_at = at where id = any (pieces) and state = 'submitted' and released_at is null
    and identity.cleared('{policy-office}', label_level, releasable_to);
  get diagnostics opened = row_count;
  return opened;
end $$;
create or replace function evidence.withdraw_recorded(pieces uuid[], at timestamptz, reason text) returns int
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare taken int;
begin
  if not identity.holds('{policy-office}') then raise exception 'only the policy office takes back what an import left' using errcode = '42501'; end if;
  update evidence.piece set state = 'withdrawn', version = version + 1, ended_by = identity.person(), ended_at = at, end_reason = reason
    where id = any (pieces) and state = 'submitted' and origin = 'arose' and by_office and identity.cleared('{policy-office}', label_level, releasable_to);
  get diagnostics taken = row_count;
  return taken;
end $$;
do $$ declare f text; begin
  foreach f in array array['evidence.label_file()', 'evidence.keep_label_of_former()', 'evidence.hold_one(evidence.piece, int)', 'evidence.release_label(uuid, timestamptz)'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function evidence.release_label(uuid, timestamptz) to manumit_app;

-- Rights ---------------------------------------------------------------------------------------------------------------------------------
grant insert (label_level, releasable_to), update (label_level, releasable_to) on evidence.piece to manumit_app;
do $$ declare
  own text := identity.label_policy('at', '{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office}');
  reads text := identity.label_policy('at', '{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office,reviewer}');
  signs text := identity.label_policy('at', '{focal-point,commander,policy-office}');
  office text := identity.label_policy('anywhere', '{policy-office}');
  everybody text := identity.label_policy('everybody');
  t text;
begin
  drop policy piece_read on evidence.piece;
  execute format('create policy piece_read on evidence.piece for select to manumit_app using (case when submitted_at is null
      then (not by_office and %1$s) or (by_office and %2$s) else %2$s or %3$s or (released_at is not null and %4$s) end)', own, office, reads, everybody);
  drop policy piece_enter on evidence.piece;
  execute format('create policy piece_enter on evidence.piece for insert to manumit_app with check (
      entered_by = (select identity.person()) and (signed_by is null or signed_by = (select identity.person())) and state in (''draft'', ''submitted'') and released_at is null
      and entered_name is not distinct from (select evidence.own_name()) and (signed_name is null or signed_name = (select evidence.own_name()))
      and ended_by is null and purge_asked_by is null
      and case when by_office then %2$s and exists (select from parties.party x where x.id = party_id)
        else %1$s and (submitted_at is null or origin = ''arose'' or %3$s) end)', own, office, signs);
  drop policy piece_change on evidence.piece;
  execute format('create policy piece_change on evidence.piece for update to manumit_app using (case when by_office then %2$s else %1$s end)
    with check (case when by_office then %2$s
      else %1$s and (submitted_at is null or origin = ''arose'' or %3$s or (state = ''purge-asked'' and signed_by is distinct from (select identity.person()))) end)', own, office, signs);
  drop policy piece_obligation_read on evidence.piece_obligation;
  execute format('create policy piece_obligation_read on evidence.piece_obligation for select to manumit_app using (
      (submitted_at is not null and (%s or %s)) or exists (select from evidence.piece p where p.id = piece_id))', office, reads);
  drop policy piece_obligation_name on evidence.piece_obligation;
  execute format('create policy piece_obligation_name on evidence.piece_obligation for insert to manumit_app with check (
      exists (select from evidence.piece p where p.id = piece_id and case when by_office then %s else %s end))', office, own);
  foreach t in array array['standing', 'holding', 'month'] loop
    execute format('drop policy %I on evidence.%I', t || '_read', t);
    execute format('create policy %I on evidence.%I for select to manumit_app using (%s or %s)', t || '_read', t, office, reads);
  end loop;
  drop policy document_read on evidence.document;
  execute format('create policy document_read on evidence.document for select to manumit_app using (
      (not by_office and %s) or (by_office and %s) or exists (select from evidence.piece p where p.document_id = document.id))', own, office);
  drop policy document_add on evidence.document;
  execute format('create policy document_add on evidence.document for insert to manumit_app with check (
      uploaded_by = (select identity.person()) and purged_at is null and case when by_office then %2$s else %1$s end)', own, office);
  -- A release is seen with its piece, and asked for by whoever may change it.
  create policy label_release_read on evidence.label_release for select to manumit_app using (exists (select from evidence.piece p where p.id = object_id));
  execute format('create policy label_release_ask on evidence.label_release for insert to manumit_app with check (
      asked_by = (select identity.person()) and exists (select from evidence.piece p where p.id = object_id and p.party_id = label_release.party_id
        and from_level = label_level and from_releasable is not distinct from releasable_to and case when by_office then %2$s else %1$s and (submitted_at is null or %3$s) end))', own, office, signs);
end $$;
