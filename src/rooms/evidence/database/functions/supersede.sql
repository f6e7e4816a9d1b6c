-- Replaces measured items by a newer state of the same party, kind and day, which the same person recorded in this transaction. Returns
-- how many were replaced. It gives nobody a way to end an item without a newer one.
create or replace function evidence.supersede(items uuid[], newer uuid, at timestamptz) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare n evidence.item; replaced int;
begin
  select * into n from evidence.item p where p.id = newer and p.origin = 'measured' and p.state = 'submitted'
    and p.entered_by = identity.person() and p.xmin = pg_current_xact_id()::xid;
  if not found then raise exception 'a measured item is replaced by a newer one only' using errcode = '42501'; end if;
  update evidence.item p set state = 'corrected', version = p.version + 1, ended_by = identity.person(), ended_at = at
    where p.id = any (items) and p.id <> newer and p.state = 'submitted' and p.origin = 'measured'
    and (p.edition_id, p.party_id, p.kind, p.counts_on) = (n.edition_id, n.party_id, n.kind, n.counts_on);
  get diagnostics replaced = row_count;
  return replaced;
end
$$;
alter function evidence.supersede(uuid[], uuid, timestamptz) owner to manumit_guard;
revoke all on function evidence.supersede(uuid[], uuid, timestamptz) from public;
grant execute on function evidence.supersede(uuid[], uuid, timestamptz) to manumit_app;
