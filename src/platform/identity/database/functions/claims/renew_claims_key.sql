-- For the launcher, at each start. If another process is connected, transactions that begin within the next two seconds still use the old
-- key: by then all of them can see the new row. Of two starts within two seconds, the second must not replace the key of open transactions
-- with one that was never used.
create or replace function identity.renew_claims_key() returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare others boolean := exists (select from pg_stat_activity where datname = current_database() and usename = 'manumit_app');
begin
  insert into identity.claims_key as k (key) values (identity.random_key()) on conflict (id) do update
    set key = excluded.key, before = case when others then case when clock_timestamp() < k.since then k.before else k.key end end,
      since = case when others then clock_timestamp() + interval '2 seconds' else '-infinity' end;
end
$$;
alter function identity.renew_claims_key() owner to manumit_guard;
revoke all on function identity.renew_claims_key() from public;
grant execute on function identity.renew_claims_key() to manumit_schema;
