-- The number grows before the change is stored, and others see it only afterwards. Each transaction that makes a change therefore holds
-- this lock, shared with others, until it ends.
create or replace function platform.record_change() returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock_shared(7201042);
  perform nextval('platform.public_change');
end
$$;
alter function platform.record_change() owner to manumit_guard;
revoke all on function platform.record_change() from public;
