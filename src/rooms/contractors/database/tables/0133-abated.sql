-- The firm may have ended a violation as it was ordered. Until that could be recorded, the day of the order stayed due.
alter table contractors.violation
  add column abated_on date,
  add check (abated_on is null or abate_until is not null);
