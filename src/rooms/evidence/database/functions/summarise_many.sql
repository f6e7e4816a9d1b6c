-- Summaries, monthly counts and totals used to be updated row by row. For a statement with thousands of rows that took most of the time,
-- and for one party and obligation it grew quadratically: each row scanned the versions left by the rows before it. They are now updated
-- once per statement. A single row is still updated by itself.
create or replace function evidence.summarise_many() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (select count(*) = 1 from (select from fresh limit 2) two) then
    perform evidence.tally(f, 1) from fresh f where f.counts;
    return null;
  end if;
  -- In a fixed order, so that two writers cannot deadlock.
  insert into evidence.summary as s (edition_id, party_id, obligation_id, kind, items, declared, label, label_level, releasable_to)
    select f.edition_id, f.party_id, f.obligation_id, f.kind, count(*), count(*) filter (where f.origin = 'declared'),
      identity.label_key(f.label_level, f.releasable_to),
        f.label_level, f.releasable_to
      from fresh f where f.counts group by f.edition_id, f.party_id, f.obligation_id, f.kind, f.label_level, f.releasable_to
      order by 1, 2, 3, 4, 7
    on conflict (edition_id, party_id, obligation_id, kind, label) do update
      set items = s.items + excluded.items, declared = s.declared + excluded.declared;
  update evidence.summary s set item_id = n.item_id, says = n.says, origin = n.origin, counts_on = n.counts_on,
    submitted_at = n.submitted_at
    from (select distinct on (f.edition_id, f.party_id, f.obligation_id, f.kind, f.label_level, f.releasable_to) f.*,
          identity.label_key(f.label_level, f.releasable_to) as label
        from fresh f where f.counts and f.says not in ('informs', 'zero')
        order by f.edition_id, f.party_id, f.obligation_id, f.kind, f.label_level, f.releasable_to, f.counts_on desc, f.submitted_at desc,
        f.item_id desc) n
    where s.edition_id = n.edition_id and s.party_id = n.party_id and s.obligation_id = n.obligation_id and s.kind = n.kind
    and s.label = n.label
      and (s.item_id is null or (s.counts_on, s.submitted_at, s.item_id) < (n.counts_on, n.submitted_at, n.item_id));
  insert into evidence.monthly_total as m (edition_id, party_id, obligation_id, month, items, declared, label, label_level, releasable_to)
    select f.edition_id, f.party_id, f.obligation_id, left(f.counts_on, 7), count(*), count(*) filter (where f.origin = 'declared'),
        identity.label_key(f.label_level, f.releasable_to), f.label_level, f.releasable_to
      from fresh f where f.counts group by f.edition_id, f.party_id, f.obligation_id, left(f.counts_on, 7), f.label_level, f.releasable_to
      order by 1, 2, 4, 3, 7
    on conflict (edition_id, party_id, month, obligation_id, label) do update
      set items = m.items + excluded.items, declared = m.declared + excluded.declared;
  return null;
end
$$;
alter function evidence.summarise_many() owner to manumit_guard;
revoke all on function evidence.summarise_many() from public;
