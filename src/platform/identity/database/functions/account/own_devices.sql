create or replace function identity.own_devices()
returns table (id uuid, created_at timestamptz, seen_at timestamptz, browser text, system text, current boolean)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select s.id, s.created_at, s.seen_at, s.browser, s.system, s.id = (identity.claims() ->> 'session')::uuid from identity.session s
  where s.person_id = identity.person() and s.ended_at is null and s.ends_at > now() and s.seen_at > now() - interval '30 minutes'
$$;
alter function identity.own_devices() owner to manumit_guard;
revoke all on function identity.own_devices() from public;
grant execute on function identity.own_devices() to manumit_app;
