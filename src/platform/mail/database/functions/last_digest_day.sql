-- The last day whose digests were queued, or null.
create or replace function mail.last_digest_day() returns date
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select max(day) from mail.digest_day
$$;
alter function mail.last_digest_day() owner to manumit_guard;
revoke all on function mail.last_digest_day() from public;
grant execute on function mail.last_digest_day() to manumit_app;
