create or replace function training.recompute_class_progress() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform training.compute_progress(array(select s.trainee_id from training.access_slip s where s.class_id = new.id));
  return null;
end
$$;
alter function training.recompute_class_progress() owner to manumit_guard;
revoke all on function training.recompute_class_progress() from public;

create trigger recompute_progress after update of closed_at, ends_on, module_ids on training.class
  for each row execute function training.recompute_class_progress();
