-- Counts the items of one insert together: an import inserts thousands, and a trigger per row would update the same total as often.
create or replace function evidence.count_items() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into evidence.total as h (edition_id, party_id, items, declared, label, label_level, releasable_to)
    select f.edition_id, f.party_id, count(*), count(*) filter (where f.origin = 'declared'),
      identity.label_key(f.label_level, f.releasable_to), f.label_level, f.releasable_to
      from fresh f where f.state = 'submitted' group by f.edition_id, f.party_id, f.label_level, f.releasable_to order by 1, 2, 5
    on conflict (edition_id, party_id, label) do update set items = h.items + excluded.items,
      declared = h.declared + excluded.declared;
  return null;
end
$$;
alter function evidence.count_items() owner to manumit_guard;
revoke all on function evidence.count_items() from public;
