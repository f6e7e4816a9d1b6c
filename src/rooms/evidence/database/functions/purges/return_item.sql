-- Returns an item to its state before its purge was requested, and records who ended the request. What had ended stays ended: an item
-- with an end and a reason was withdrawn, one with an end or a successor of its kind and origin was corrected. Only an item that counted
-- counts again. Returns the state.
create or replace function evidence.return_item(target uuid, at timestamptz, refusal text) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare back text;
begin
  update evidence.item p set version = version + 1, purge_request_ended_by = identity.person(),
    purge_request_ended_name = evidence.own_name(), purge_request_ended_at = at, purge_refused = refusal is not null,
    purge_refusal = refusal,
    state = case
      when p.end_reason is not null then 'withdrawn'
      when p.ended_at is not null then 'corrected'
      when exists (select from evidence.item s where s.corrects_id = p.id and s.submitted_at is not null
        and (s.party_id, s.kind, s.origin) = (p.party_id, p.kind, p.origin)) then 'corrected'
      when p.submitted_at is not null then 'submitted'
      else 'draft' end
    where p.id = target returning state into back;
  return back;
end
$$;
alter function evidence.return_item(uuid, timestamptz, text) owner to manumit_guard;
revoke all on function evidence.return_item(uuid, timestamptz, text) from public;
