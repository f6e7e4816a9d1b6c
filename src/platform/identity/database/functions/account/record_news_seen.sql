-- Records up to when the caller has seen what is new, in the session in use. Never later than now, and never earlier than before.
create or replace function identity.record_news_seen(until timestamptz) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  update identity.session set news_seen_at = greatest(news_seen_at, least(until, now()))
  where id = (identity.claims() ->> 'session')::uuid
$$;
alter function identity.record_news_seen(timestamptz) owner to manumit_guard;
revoke all on function identity.record_news_seen(timestamptz) from public;
grant execute on function identity.record_news_seen(timestamptz) to manumit_app;
