create or replace function training.complete() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform training.compute_coverage(array(select distinct trainee_id from changed));
  return null;
end
$$;
alter function training.complete() owner to manumit_guard;
revoke all on function training.complete() from public;
