-- Withdraws the evidence of a signed text together with the text. The evidence was measured, so no command of the party withdraws it.
-- The item must be the one that this signature left, not just any that the row names. An item whose purge is requested keeps that state
-- and its end is recorded: if the purge is refused, it is withdrawn.
create or replace function training.withdraw_text_evidence() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update evidence.item set state = case state when 'submitted' then 'withdrawn' else state end, version = version + 1,
    ended_by = new.withdrawn_by, ended_at = new.withdrawn_at, end_reason = new.withdrawal_reason
    where id = new.evidence_id and (state = 'submitted' or (state = 'purge-requested' and ended_at is null)) and origin = 'measured'
    and kind = case new.placeholder when 'operation-brief' then 'EV-BRF' else 'EV-CURR' end
    and (party_id, signed_by, submitted_at) = (new.party_id, new.signed_by, new.signed_at);
  return null;
end
$$;
alter function training.withdraw_text_evidence() owner to manumit_guard;
revoke all on function training.withdraw_text_evidence() from public;
