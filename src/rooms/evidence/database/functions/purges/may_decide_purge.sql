-- Whether this person may confirm or refuse the requested purge of this item: never the person who requested it, except in one-person
-- mode. What was measured or read from a public source is decided by the policy office alone, a rating by nobody. `purge` and
-- `refuse_purge` pass the row that they lock, so a change that came first is seen.
create or replace function evidence.may_decide_purge(item evidence.item) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid := identity.person();
begin
  return item.state = 'purge-requested'
    and (item.purge_requested_by <> who or (identity.claims() ->> 'sole')::boolean)
    and item.origin <> 'rated'
    and ((item.origin = 'declared' and not item.by_office
        and item.party_id = any (identity.parties(identity.group('evidence-signers'), item.label_level)))
      or (identity.cleared(identity.group('office'), item.label_level, item.releasable_to)
        and (item.submitted_at is not null or item.by_office)));
end
$$;
alter function evidence.may_decide_purge(evidence.item) owner to manumit_guard;
revoke all on function evidence.may_decide_purge(evidence.item) from public;
grant execute on function evidence.may_decide_purge(evidence.item) to manumit_app;
