-- Copies what the index needs. Obligations are added while an item is a draft, or in the transaction that created it.
create or replace function evidence.copy_item() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  select p.edition_id, p.party_id, p.kind, p.says, p.origin, p.state = 'submitted', p.counts_on, p.submitted_at, p.label_level,
    p.releasable_to
    into new.edition_id, new.party_id, new.kind, new.says, new.origin, new.counts, new.counts_on, new.submitted_at, new.label_level,
      new.releasable_to
    from evidence.item p where p.id = new.item_id and (p.state = 'draft' or p.xmin = pg_current_xact_id()::xid);
  if not found then raise exception 'obligations are named in the draft' using errcode = '42501'; end if;
  return new;
end
$$;
alter function evidence.copy_item() owner to manumit_guard;
revoke all on function evidence.copy_item() from public;
