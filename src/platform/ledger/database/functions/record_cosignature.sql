create or replace function ledger.record_cosignature() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from ledger.checkpoint c where c.size = new.size and c.day is not null) then perform platform.record_change(); end if;
  return null;
end
$$;
alter function ledger.record_cosignature() owner to manumit_guard;
revoke all on function ledger.record_cosignature() from public;
