create or replace function training.recompute_progress() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform training.compute_progress(array(select distinct trainee_id from changed));
  return null;
end
$$;
alter function training.recompute_progress() owner to manumit_guard;
revoke all on function training.recompute_progress() from public;
