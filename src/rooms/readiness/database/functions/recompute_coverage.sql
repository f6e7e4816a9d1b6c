create or replace function training.recompute_coverage() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform training.compute_coverage(array(select distinct trainee_id from changed));
  return null;
end
$$;
alter function training.recompute_coverage() owner to manumit_guard;
revoke all on function training.recompute_coverage() from public;

create trigger recompute_coverage_on_insert after insert on training.completion
  referencing new table as changed for each statement execute function training.recompute_coverage();

create trigger recompute_coverage_on_update after update on training.completion
  referencing new table as changed for each statement execute function training.recompute_coverage();
