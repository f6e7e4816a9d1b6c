-- Records the use of a session. Called at most once a minute, so that reads stay reads. It does not revive a session that has ended or
-- expired.
create or replace function identity.touch(token text) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  update identity.session set seen_at = now() where token_hash = sha256(convert_to(token, 'UTF8'))
    and seen_at > now() - interval '30 minutes'
$$;
alter function identity.touch(text) owner to manumit_guard;
revoke all on function identity.touch(text) from public;
grant execute on function identity.touch(text) to manumit_app;
