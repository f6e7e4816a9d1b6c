-- Whether a class admits learners today; one rule for every sign-in method. It is open on its dates anywhere on earth: by the UTC clock
-- its last evening in Norfolk ended at seven, and east of Greenwich its first morning had not begun.
create or replace function training.is_open(c training.class) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select c.closed_at is null and c.starts_on <= (now() at time zone 'Etc/GMT-14')::date
    and c.ends_on >= (now() at time zone 'Etc/GMT+12')::date
$$;
alter function training.is_open(training.class) owner to manumit_guard;
revoke all on function training.is_open(training.class) from public;
