-- Ends one of the user's own sessions or, with null, all except this one. Returns how many ended.
create or replace function identity.end_devices(one uuid) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare c jsonb := identity.verified(); ended int;
begin
  update identity.session set ended_at = now() where person_id = (c ->> 'person')::uuid and ended_at is null and ends_at > now()
    and seen_at > now() - interval '30 minutes'
    and case when one is null then id <> (c ->> 'session')::uuid else id = one end;
  get diagnostics ended = row_count;
  return ended;
end
$$;
alter function identity.end_devices(uuid) owner to manumit_guard;
revoke all on function identity.end_devices(uuid) from public;
grant execute on function identity.end_devices(uuid) to manumit_app;
