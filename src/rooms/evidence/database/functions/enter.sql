-- Enters an evidence item with its obligations, in one function that reads the claims once. Under the policies of both tables five
-- functions checked who enters it, and one statement read the item again under the read policy (docs/decisions/010). The rule equals that
-- of the policies, which apply to every other write; evidence/enter.access.test.ts keeps the two equal. The plan mode is fixed: planning
-- again for each item costs more than the rows.
create or replace function evidence.enter(
  item uuid, edition text, party uuid, office boolean, item_kind text, item_says text, item_origin text, titles text[],
  sources text[], day text, as_of text, page text, document uuid, address text, note text, corrects uuid,
  confirms uuid, entered timestamptz, counted text, level int, releasable uuid[], opens boolean, obligations text[]
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare me uuid; own_name text; free boolean; may boolean; signed timestamptz := case when counted is not null then entered end;
  roles text[] := case when office then identity.group('office') when counted is null or item_origin = 'measured'
    then identity.group('evidence-writers') when item_kind = 'EV-PROV' then identity.group('evidence-signers') || identity.group('trainers')
      else identity.group('evidence-signers') end;
begin
  select (c.claims ->> 'person')::uuid, case when c.claims ->> 'kind' = 'person'
    then c.claims ->> 'name' end, (c.claims ->> 'sole')::boolean or c.claims ->> 'kind' = 'installation',
      exists (select from jsonb_array_elements(c.claims -> 'grants') g where g ->> 'role' = any (roles) and case when office
        then (level = 0 and releasable is null) or (identity.label_rank(g ->> 'label') > level
          and (releasable is null or (g ->> 'party')::uuid = any (releasable)))
        else (g ->> 'party')::uuid = party and (level = 0 or identity.label_rank(g ->> 'label') > level) end)
    into me, own_name, free, may from identity.current_claims() c;
  if not coalesce(free or may, false) or ((free or office) and not exists (select from parties.party x where x.id = party)) then
    -- Checked first under the policies, too: this error says where to enter the item instead.
    if level >= (select identity.label_rank(highest_label) from identity.ceiling)
      then raise exception 'platform/label-too-high' using errcode = 'MA010'; end if;
    raise exception 'this person may not enter the item' using errcode = '42501';
  end if;
  insert into evidence.item (id, edition_id, party_id, by_office, kind, says, origin, title_en, title_fr, source_en, source_fr, date,
    as_of, page, document_id, address, note, state, counts_on,
      corrects_id, confirms_id, entered_at, submitted_at, label_level, releasable_to, entered_by, entered_name, signed_by, signed_name,
      opens_with_round)
    values (item, edition, party, office, item_kind, item_says, item_origin, titles[1], titles[2], sources[1], sources[2], day, as_of, page,
      document, address, note,
      case when counted is null then 'draft' else 'submitted' end, counted, corrects, confirms, entered, signed, level, releasable, me,
        own_name,
      case when counted is not null then me end, case when counted is not null then own_name end,
      -- What corrects or confirms an item repeats its words.
      opens and not exists (select from evidence.item o where o.id in (corrects, confirms) and not o.opens_with_round));
  insert into evidence.item_obligation (item_id, obligation_id, edition_id, party_id, kind, says, origin, counts, counts_on,
    submitted_at, label_level, releasable_to)
    select item, obligation, edition, party, item_kind, item_says, item_origin, counted is not null, counted, signed, level, releasable
      from unnest(obligations) obligation;
  if counted is null then return; end if;
  perform evidence.count_item(p, 1) from evidence.item p where p.id = item;
  perform evidence.tally(o, 1) from (select * from evidence.item_obligation where item_id = item order by obligation_id) o;
end
$$;
alter function evidence.enter(uuid, text, uuid, boolean, text, text, text, text[], text[], text, text, text, uuid, text, text,
  uuid, uuid, timestamptz, text, int, uuid[], boolean, text[]) owner to manumit_guard;
revoke all on function evidence.enter(uuid, text, uuid, boolean, text, text, text, text[], text[], text, text, text, uuid, text,
  text, uuid, uuid, timestamptz, text, int, uuid[], boolean, text[]) from public;
grant execute on function evidence.enter(uuid, text, uuid, boolean, text, text, text, text[], text[], text, text, text, uuid,
  text, text, uuid, uuid, timestamptz, text, int, uuid[], boolean, text[]) to manumit_app;
