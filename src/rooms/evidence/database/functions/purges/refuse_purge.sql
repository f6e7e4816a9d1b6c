-- Refuses a requested purge: the same people who may confirm it, and never the person who requested it, except in one-person mode.
-- Returns the state to which the item returns, or null where this person may not refuse.
create or replace function evidence.refuse_purge(target uuid, at timestamptz, refusal text) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid := identity.person();
begin
  perform from evidence.item where id = target and state = 'purge-requested'
    and (purge_requested_by <> who or (identity.claims() ->> 'sole')::boolean)
    and origin <> 'rated'
    and ((origin = 'declared' and not by_office and party_id = any (identity.parties(identity.group('evidence-signers'), label_level)))
      or (identity.cleared(identity.group('office'), label_level, releasable_to) and (submitted_at is not null or by_office))) for update;
  if not found or refusal is null then return null; end if;
  return evidence.return_item(target, at, refusal);
end
$$;
alter function evidence.refuse_purge(uuid, timestamptz, text) owner to manumit_guard;
revoke all on function evidence.refuse_purge(uuid, timestamptz, text) from public;
grant execute on function evidence.refuse_purge(uuid, timestamptz, text) to manumit_app;
