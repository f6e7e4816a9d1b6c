create or replace function training.follow_records() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform training.compute_progress(array(select distinct trainee_id from changed));
  return null;
end
$$;
alter function training.follow_records() owner to manumit_guard;
revoke all on function training.follow_records() from public;
