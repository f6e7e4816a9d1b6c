-- A contract may get another contractor. A violation keeps the name of the one that it had when it was recorded. Of those that are recorded
-- already, only these certainly are of the contractor of today: those recorded since the contract has it, and those of a contract that was
-- never changed. The others stay without a name.
alter table contractors.violation
  add column contractor text check (length(contractor) between 1 and 200),
  add check (member_id is null or contractor is null);
update contractors.violation v set contractor = c.contractor from contractors.contract c
  where c.id = v.contract_id and v.member_id is null and (c.version = 1 or v.recorded_at >= c.contractor_since);
