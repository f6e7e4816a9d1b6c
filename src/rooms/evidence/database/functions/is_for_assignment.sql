-- A reviewer assignment (identity.assigned) reads its party's submitted evidence for the obligations of its participation, if the evidence
-- has the lowest label and is releasable to all, and the summary of it.
create or replace function evidence.is_for_assignment(item uuid) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return exists (select from evidence.item_obligation o where o.item_id = item
    and (o.party_id || ' ' || o.obligation_id) = any (identity.assigned('obligation')));
end
$$;
alter function evidence.is_for_assignment(uuid) owner to manumit_guard;
revoke all on function evidence.is_for_assignment(uuid) from public;
grant execute on function evidence.is_for_assignment(uuid) to manumit_app;
