-- Whether the session of these claims was opened within the last quarter of an hour: required before a factor is set or removed.
create or replace function identity.signed_in_recently() returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return exists (select from identity.session where id = (identity.verified() ->> 'session')::uuid and ended_at is null
    and created_at > now() - interval '15 minutes');
end
$$;
alter function identity.signed_in_recently() owner to manumit_guard;
revoke all on function identity.signed_in_recently() from public;
grant execute on function identity.signed_in_recently() to manumit_app;
