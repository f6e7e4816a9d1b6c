create or replace function training.move() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare moved uuid[] := array(select id from changed);
begin
  perform training.require(moved);
  perform training.cover(moved);
  return null;
end
$$;
alter function training.move() owner to manumit_guard;
revoke all on function training.move() from public;
