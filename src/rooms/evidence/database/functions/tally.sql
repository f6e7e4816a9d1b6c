-- Updates the summary and monthly counts for one item and obligation that begins (+1) or ceases (-1) to count. The first statement locks
-- the summary row, so that two concurrent items are serialised.
create or replace function evidence.tally(p evidence.item_obligation, sign int) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare declared_change int := case when p.origin = 'declared' then 1 else 0 end; newest record; shown uuid;
  labelled text := identity.label_key(p.label_level, p.releasable_to);
begin
  if sign > 0 then
    insert into evidence.summary as s (edition_id, party_id, obligation_id, kind, items, declared, label, label_level, releasable_to)
        values (p.edition_id, p.party_id, p.obligation_id, p.kind, 1, declared_change, labelled, p.label_level, p.releasable_to)
      on conflict (edition_id, party_id, obligation_id, kind, label) do update
        set items = s.items + 1, declared = s.declared + declared_change;
    if p.says not in ('informs', 'zero') then
      update evidence.summary s set item_id = p.item_id, says = p.says, origin = p.origin, counts_on = p.counts_on,
        submitted_at = p.submitted_at
        where s.edition_id = p.edition_id and s.party_id = p.party_id and s.obligation_id = p.obligation_id and s.kind = p.kind
        and s.label = labelled
          and (s.item_id is null or (s.counts_on, s.submitted_at, s.item_id) < (p.counts_on, p.submitted_at, p.item_id));
    end if;
    insert into evidence.monthly_total as m (edition_id, party_id, obligation_id, month, items, declared, label, label_level, releasable_to)
        values (p.edition_id, p.party_id, p.obligation_id, left(p.counts_on, 7), 1, declared_change, labelled, p.label_level,
          p.releasable_to)
      on conflict (edition_id, party_id, month, obligation_id, label) do update
        set items = m.items + 1, declared = m.declared + declared_change;
    return;
  end if;
  select s.item_id into shown from evidence.summary s
    where s.edition_id = p.edition_id and s.party_id = p.party_id and s.obligation_id = p.obligation_id and s.kind = p.kind
    and s.label = labelled for update;
  delete from evidence.summary s
    where s.edition_id = p.edition_id and s.party_id = p.party_id and s.obligation_id = p.obligation_id and s.kind = p.kind
    and s.label = labelled and s.items = 1;
  update evidence.summary s set items = s.items - 1, declared = s.declared - declared_change
    where s.edition_id = p.edition_id and s.party_id = p.party_id and s.obligation_id = p.obligation_id and s.kind = p.kind
    and s.label = labelled;
  if found and shown = p.item_id then
    select o.item_id, o.says, o.origin, o.counts_on, o.submitted_at into newest from evidence.item_obligation o
      where o.edition_id = p.edition_id and o.party_id = p.party_id and o.obligation_id = p.obligation_id and o.kind = p.kind
        and o.label_level = p.label_level and o.releasable_to is not distinct from p.releasable_to
        and o.counts and o.says not in ('informs', 'zero') order by o.counts_on desc, o.submitted_at desc, o.item_id desc limit 1;
    update evidence.summary s set item_id = newest.item_id, says = newest.says, origin = newest.origin, counts_on = newest.counts_on,
      submitted_at = newest.submitted_at
      where s.edition_id = p.edition_id and s.party_id = p.party_id and s.obligation_id = p.obligation_id and s.kind = p.kind
      and s.label = labelled;
  end if;
  delete from evidence.monthly_total m where m.edition_id = p.edition_id and m.party_id = p.party_id and m.obligation_id = p.obligation_id
    and m.month = left(p.counts_on, 7)
    and m.label = labelled and m.items = 1;
  update evidence.monthly_total m set items = m.items - 1, declared = m.declared - declared_change
    where m.edition_id = p.edition_id and m.party_id = p.party_id and m.obligation_id = p.obligation_id and m.month = left(p.counts_on, 7)
    and m.label = labelled;
end
$$;
alter function evidence.tally(evidence.item_obligation, int) owner to manumit_guard;
revoke all on function evidence.tally(evidence.item_obligation, int) from public;
