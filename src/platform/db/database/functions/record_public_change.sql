-- Called by the trigger `public_change` on each table that a public page reads. test/database/public-version reports a missing trigger.
create or replace function platform.record_public_change() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform platform.record_change();
  return null;
end
$$;
alter function platform.record_public_change() owner to manumit_guard;
revoke all on function platform.record_public_change() from public;
