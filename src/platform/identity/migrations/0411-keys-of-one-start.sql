-- The keys that sign claims and that the program vouches with need not outlive the server's start. They stand in unlogged tables: no log, no backup and no standby
-- has them, and they are empty after a crash. The launcher makes new ones at each start; a connection that finds no key of claims makes one before it is used.
-- identity.secret stays what made-up salts and the digests of addresses that failed are worked out with (identity.keyed): those must read the same after a start.
create unlogged table identity.claims_key (
  id int primary key default 1 check (id = 1),
  key bytea not null check (length(key) = 32),
  -- Where another process is at work while the key is renewed, its transactions go on with the key they began with.
  before bytea,
  since timestamptz not null default '-infinity'
);
alter table identity.claims_key enable row level security;
alter table identity.claims_key force row level security;
create policy claims_key_guard on identity.claims_key to manumit_guard using (true) with check (true);
create policy claims_key_owner on identity.claims_key to manumit_schema using (true) with check (true);
grant select, insert, update, delete on identity.claims_key to manumit_guard;

-- A key that was in a table backups copied is no key any more: the next start makes another.
delete from identity.voucher_key;
alter table identity.voucher_key set unlogged;

-- The key this transaction signs and verifies with: the planner writes it into the statement of whoever asks (0061).
create function identity.signing_key() returns table (key bytea) language sql stable as $$
  select case when now() < k.since then k.before else k.key end from identity.claims_key k $$;

create function identity.random_key() returns bytea language sql volatile as $$
  select sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || clock_timestamp()::text, 'UTF8')) $$;

-- For the launcher, at each start. Transactions that begin within the next two seconds still take the old key where somebody is connected: by then the new row is seen by all.
create function identity.renew_claims_key() returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare others boolean := exists (select from pg_stat_activity where datname = current_database() and usename = 'manumit_app');
begin
  insert into identity.claims_key as k (key) values (identity.random_key()) on conflict (id) do update
    set key = excluded.key, before = case when others then k.key end, since = case when others then clock_timestamp() + interval '2 seconds' else '-infinity' end;
end $$;

-- For every connection of the application as it begins: after a crash there is no key. It neither chooses one nor shows it.
create function identity.make_missing_key() returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from identity.claims_key) then
    insert into identity.claims_key (key) values (identity.random_key()) on conflict (id) do nothing;
  end if;
end $$;

do $$ declare f text; begin
  foreach f in array array['identity.signing_key()', 'identity.random_key()', 'identity.renew_claims_key()', 'identity.make_missing_key()'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function identity.renew_claims_key() to manumit_schema;
grant execute on function identity.make_missing_key() to manumit_app;

select identity.make_missing_key();

-- Whatever signs or verifies claims takes this key from now on.
do $$ declare f record; begin
  for f in select pg_get_functiondef(p.oid) as said from pg_proc p
      where p.prokind = 'f' and p.prosrc ~ 'identity\.secret' and p.prosrc ~ 'identity\.signature' loop
    execute replace(f.said, 'identity.secret', 'identity.signing_key()');
  end loop;
end $$;
