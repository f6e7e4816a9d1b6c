create or replace function ledger.note_cosignature() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from ledger.checkpoint c where c.size = new.size and c.day is not null) then perform platform.note_change(); end if;
  return null;
end
$$;
alter function ledger.note_cosignature() owner to manumit_guard;
revoke all on function ledger.note_cosignature() from public;
