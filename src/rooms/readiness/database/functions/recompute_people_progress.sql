-- Runs after the coverage of a need was computed: triggers of one table fire in the order of their names.
create or replace function training.recompute_people_progress() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform training.compute_progress(array(select id from changed));
  return null;
end
$$;
alter function training.recompute_people_progress() owner to manumit_guard;
revoke all on function training.recompute_people_progress() from public;

create trigger recompute_progress after update on training.trainee
  referencing new table as changed for each statement
  when (pg_trigger_depth() = 0)
  execute function training.recompute_people_progress();
