-- A request to erase can be refused or withdrawn, and made again afterwards. So an entry may have several requests, of which one is open or
-- carried out.
alter table ledger.erasure drop constraint erasure_pkey;
alter table ledger.erasure add primary key (entry_id, requested_at);
alter table ledger.erasure
  add column ended_by uuid,
  add column ended_at timestamptz,
  add column refusal text check (length(refusal) between 1 and 2000),
  add check ((ended_by is null) = (ended_at is null)),
  add check (approved_at is null or ended_at is null),
  -- The person who requested it withdraws without a reason; another one refuses with a reason.
  add check (ended_by is null or (ended_by = requested_by) = (refusal is null));
create unique index erasure_request on ledger.erasure (entry_id) where ended_at is null;
