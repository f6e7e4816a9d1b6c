-- When the newest proven backup was made. Only a time, so monitoring reads it without a session.
create or replace function retention.last_proven() returns timestamptz
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select created_at from retention.backup order by noted desc limit 1
$$;
alter function retention.last_proven() owner to manumit_guard;
revoke all on function retention.last_proven() from public;
grant execute on function retention.last_proven() to manumit_app;
