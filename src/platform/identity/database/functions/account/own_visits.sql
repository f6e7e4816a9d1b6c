-- Since when the reader has been away: the last use of an earlier session before this one began. An earlier session that is still in use on
-- another device counts from its start, so that nothing is missed. Without an earlier session: when the account was created, because the
-- sessions of a reader who was away for months are deleted. `seen_at`: the newest time up to which the reader opened the list of what is
-- new. A reader without a session gets no row.
create or replace function identity.own_visits() returns table (since timestamptz, seen_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(
      max(case when s.seen_at < own.created_at then s.seen_at else s.created_at end) filter (where s.created_at < own.created_at),
      (select least(p.created_at, own.created_at) from identity.person p where p.id = own.person_id)
    ), max(s.news_seen_at)
  from identity.session own join identity.session s on s.person_id = own.person_id
  where own.id = (identity.claims() ->> 'session')::uuid
  group by own.created_at, own.person_id
$$;
alter function identity.own_visits() owner to manumit_guard;
revoke all on function identity.own_visits() from public;
grant execute on function identity.own_visits() to manumit_app;
