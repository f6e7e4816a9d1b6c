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

create trigger recompute_progress after insert on training.access_slip
  referencing new table as changed for each statement execute function training.recompute_progress();

create trigger recompute_progress_on_insert after insert on training.completion
  referencing new table as changed for each statement execute function training.recompute_progress();

create trigger recompute_progress_on_update after update on training.completion
  referencing new table as changed for each statement execute function training.recompute_progress();
