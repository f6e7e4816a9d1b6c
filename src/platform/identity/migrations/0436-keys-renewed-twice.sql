-- Two starts within two seconds (0411): transactions under way go on with the key they began with, which the second start must not take for the one that was never used.
create or replace function identity.renew_claims_key() returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare others boolean := exists (select from pg_stat_activity where datname = current_database() and usename = 'manumit_app');
begin
  insert into identity.claims_key as k (key) values (identity.random_key()) on conflict (id) do update
    set key = excluded.key, before = case when others then case when clock_timestamp() < k.since then k.before else k.key end end,
      since = case when others then clock_timestamp() + interval '2 seconds' else '-infinity' end;
end $$;
