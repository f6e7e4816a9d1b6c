create or replace function evidence.hold_one(p evidence.piece, sign int) returns void
language plpgsql volatile
as $$
declare said int := case when p.origin = 'declared' then sign else 0 end;
begin
  insert into evidence.holding as h (edition_id, party_id, pieces, declared, label, label_level, releasable_to)
      values (p.edition_id, p.party_id, greatest(sign, 0), greatest(said, 0), identity.label_key(p.label_level, p.releasable_to),
        p.label_level, p.releasable_to)
    on conflict (edition_id, party_id, label) do update set pieces = h.pieces + sign, declared = h.declared + said;
end
$$;
alter function evidence.hold_one(evidence.piece, int) owner to manumit_guard;
revoke all on function evidence.hold_one(evidence.piece, int) from public;
