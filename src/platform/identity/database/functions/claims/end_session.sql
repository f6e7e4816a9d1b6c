create or replace function identity.end_session() returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  update identity.session set ended_at = now() where id = (identity.claims() ->> 'session')::uuid
$$;
alter function identity.end_session() owner to manumit_guard;
revoke all on function identity.end_session() from public;
grant execute on function identity.end_session() to manumit_app;
