-- Enters an evidence item with its obligations, in one function that reads the claims once. Under the policies of both tables five
-- functions checked who enters it, and one statement read the item again under the read policy (docs/decisions/010). The rule equals that
-- of the policies, which apply to every other write; evidence/enter.access.test.ts keeps the two equal. The plan mode is fixed: planning
-- again for each item costs more than the rows. The row is one of the table with what its author chooses. An item with counts_on is
-- submitted at once. Of state, names and times the function decides, and nothing else of the row is stored.
create or replace function evidence.enter(i evidence.item, obligations text[]) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare me uuid; own_name text; free boolean; may boolean;
  signed timestamptz := case when i.counts_on is not null then i.entered_at end;
  roles text[] := case when i.by_office then identity.group('office') when i.counts_on is null or i.origin = 'measured'
    then identity.group('evidence-writers') when i.kind = 'EV-PROV' then identity.group('evidence-signers') || identity.group('trainers')
      else identity.group('evidence-signers') end;
begin
  select (c.claims ->> 'person')::uuid, case when c.claims ->> 'kind' = 'person'
    then c.claims ->> 'name' end, (c.claims ->> 'sole')::boolean or c.claims ->> 'kind' = 'installation',
      exists (select from jsonb_array_elements(c.claims -> 'grants') g where g ->> 'role' = any (roles) and case when i.by_office
        then (i.label_level = 0 and i.releasable_to is null) or (identity.label_rank(g ->> 'label') > i.label_level
          and (i.releasable_to is null or (g ->> 'party')::uuid = any (i.releasable_to)))
        else (g ->> 'party')::uuid = i.party_id and (i.label_level = 0 or identity.label_rank(g ->> 'label') > i.label_level) end)
    into me, own_name, free, may from identity.current_claims() c;
  if not coalesce(free or may, false) or ((free or i.by_office) and not exists (select from parties.party x where x.id = i.party_id)) then
    -- Checked first under the policies, too: this error says where to enter the item instead.
    if i.label_level >= (select identity.label_rank(highest_label) from identity.ceiling)
      then raise exception 'platform/label-too-high' using errcode = 'MA010'; end if;
    raise exception 'this person may not enter the item' using errcode = '42501';
  end if;
  insert into evidence.item (id, edition_id, party_id, by_office, kind, says, origin, title_en, title_fr, source_en, source_fr, date,
    as_of, page, document_id, address, note, state, counts_on,
      corrects_id, confirms_id, entered_at, submitted_at, label_level, releasable_to, entered_by, entered_name, signed_by, signed_name,
      opens_with_round)
    values (i.id, i.edition_id, i.party_id, i.by_office, i.kind, i.says, i.origin, i.title_en, i.title_fr, i.source_en, i.source_fr,
      i.date, i.as_of, i.page, i.document_id, i.address, i.note,
      case when i.counts_on is null then 'draft' else 'submitted' end, i.counts_on, i.corrects_id, i.confirms_id, i.entered_at, signed,
        i.label_level, i.releasable_to, me, own_name,
      case when i.counts_on is not null then me end, case when i.counts_on is not null then own_name end,
      -- What corrects or confirms an item repeats its words.
      i.opens_with_round
        and not exists (select from evidence.item o where o.id in (i.corrects_id, i.confirms_id) and not o.opens_with_round));
  insert into evidence.item_obligation (item_id, obligation_id, edition_id, party_id, kind, says, origin, counts, counts_on,
    submitted_at, label_level, releasable_to)
    select i.id, obligation, i.edition_id, i.party_id, i.kind, i.says, i.origin, i.counts_on is not null, i.counts_on, signed,
      i.label_level, i.releasable_to
      from unnest(obligations) obligation;
  if i.counts_on is null then return; end if;
  perform evidence.count_item(p, 1) from evidence.item p where p.id = i.id;
  perform evidence.tally(o, 1) from (select * from evidence.item_obligation where item_id = i.id order by obligation_id) o;
end
$$;
alter function evidence.enter(evidence.item, text[]) owner to manumit_guard;
revoke all on function evidence.enter(evidence.item, text[]) from public;
grant execute on function evidence.enter(evidence.item, text[]) to manumit_app;
