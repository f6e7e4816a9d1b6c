create or replace function training.recompute_needs() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare moved uuid[] := array(select id from changed);
begin
  perform training.compute_needs(moved);
  perform training.compute_coverage(moved);
  return null;
end
$$;
alter function training.recompute_needs() owner to manumit_guard;
revoke all on function training.recompute_needs() from public;

create trigger recompute_needs after update on training.trainee
  referencing new table as changed for each statement
  when (pg_trigger_depth() = 0)
  execute function training.recompute_needs();
