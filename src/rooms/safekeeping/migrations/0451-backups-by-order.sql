-- Which proven backup is the newest goes by the order in which they were noted: a clock set wrong once, so that a backup was dated ahead, hid that no other followed. Numbers of the
-- signed chain begin again in another place, so they do not tell it here.
alter table safekeeping.backup add column noted bigint generated always as identity unique;
create or replace function safekeeping.last_proven() returns timestamptz language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select made_at from safekeeping.backup order by noted desc limit 1 $$;
drop index safekeeping.backup_made;
