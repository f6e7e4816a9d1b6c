-- Refuses a requested purge: the same people who may confirm it (`may_decide_purge`). Returns the state to which the item returns, or null
-- where this person may not refuse.
create or replace function evidence.refuse_purge(target uuid, at timestamptz, refusal text) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform from evidence.item p where p.id = target and evidence.may_decide_purge(p) for update;
  if not found or refusal is null then return null; end if;
  return evidence.return_item(target, at, refusal);
end
$$;
alter function evidence.refuse_purge(uuid, timestamptz, text) owner to manumit_guard;
revoke all on function evidence.refuse_purge(uuid, timestamptz, text) from public;
grant execute on function evidence.refuse_purge(uuid, timestamptz, text) to manumit_app;
