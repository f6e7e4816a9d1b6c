-- A class was open on its days by the clock of UTC: at Norfolk its last evening was over at seven, and east of Greenwich its first morning had not begun. It is open on
-- its days wherever on earth it is held.
create or replace function training.is_open(c training.class) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
  select c.closed_at is null and c.starts_on <= (now() at time zone 'Etc/GMT-14')::date and c.ends_on >= (now() at time zone 'Etc/GMT+12')::date $$;
