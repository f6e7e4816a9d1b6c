-- Summaries, monthly counts and totals used to be updated row by row. For a statement with thousands of rows that took most of the time,
-- and for one party and obligation it grew quadratically: each row scanned the versions left by the rows before it. They are now updated
-- once per statement. A single row is still updated alone.
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
  insert into evidence.summary as s (edition_id, party_id, obligation_id, kind, origin, effect, label, label_level, releasable_to, items,
      item_id, says, counts_on, submitted_at)
    select distinct on (f.edition_id, f.party_id, f.obligation_id, f.kind, f.origin, evidence.effect(f.says), f.label_level,
        f.releasable_to)
      f.edition_id, f.party_id, f.obligation_id, f.kind, f.origin, evidence.effect(f.says),
      identity.label_key(f.label_level, f.releasable_to), f.label_level, f.releasable_to,
      count(*) over (partition by f.edition_id, f.party_id, f.obligation_id, f.kind, f.origin, evidence.effect(f.says), f.label_level,
        f.releasable_to),
      f.item_id, f.says, f.counts_on, f.submitted_at
      from fresh f where f.counts
      order by f.edition_id, f.party_id, f.obligation_id, f.kind, f.origin, evidence.effect(f.says), f.label_level, f.releasable_to,
        f.counts_on desc, f.submitted_at desc, f.item_id desc
    on conflict (edition_id, party_id, obligation_id, kind, origin, effect, label) do update set items = s.items + excluded.items,
      (item_id, says, counts_on, submitted_at) = (
        select n.item_id, n.says, n.counts_on, n.submitted_at
        from (values (s.item_id, s.says, s.counts_on, s.submitted_at),
          (excluded.item_id, excluded.says, excluded.counts_on, excluded.submitted_at)) n (item_id, says, counts_on, submitted_at)
        order by n.counts_on desc, n.submitted_at desc, n.item_id desc limit 1);
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
