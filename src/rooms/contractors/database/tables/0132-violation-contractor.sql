-- A contract may get another contractor. A violation keeps the name of the one that it had when it was recorded. The name of an earlier
-- contractor is not known any more, so those of it stay without one.
alter table contractors.violation
  add column contractor text check (length(contractor) between 1 and 200),
  add check (member_id is null or contractor is null);
update contractors.violation v set contractor = c.contractor from contractors.contract c
  where c.id = v.contract_id and v.member_id is null and (c.contractor_since is null or v.recorded_at >= c.contractor_since);
