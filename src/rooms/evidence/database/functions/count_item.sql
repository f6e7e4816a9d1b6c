-- Adds an item to the totals of its party and label (+1), or takes it off (-1).
create or replace function evidence.count_item(p evidence.item, sign int) returns void
language plpgsql volatile
as $$
declare declared_change int := case when p.origin = 'declared' then sign else 0 end;
begin
  insert into evidence.total as h (edition_id, party_id, items, declared, label, label_level, releasable_to)
      values (p.edition_id, p.party_id, greatest(sign, 0), greatest(declared_change, 0), identity.label_key(p.label_level, p.releasable_to),
        p.label_level, p.releasable_to)
    on conflict (edition_id, party_id, label) do update set items = h.items + sign, declared = h.declared + declared_change;
end
$$;
alter function evidence.count_item(evidence.item, int) owner to manumit_guard;
revoke all on function evidence.count_item(evidence.item, int) from public;
