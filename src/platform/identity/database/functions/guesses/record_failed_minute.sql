-- Counts a failed sign-in in its minute: how many, never whose. Called by the functions that check a credential.
create or replace function identity.record_failed_minute() returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into identity.failed_minute values (date_trunc('minute', now()), 1) on conflict (minute) do update
    set failures = failed_minute.failures + 1
$$;
alter function identity.record_failed_minute() owner to manumit_guard;
revoke all on function identity.record_failed_minute() from public;
