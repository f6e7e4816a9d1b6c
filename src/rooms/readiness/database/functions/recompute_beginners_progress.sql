-- The first lesson shows that a person has begun; later lessons add nothing and cost nothing.
create or replace function training.recompute_beginners_progress() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare beginners uuid[] := array(select distinct c.trainee_id from changed c join training.need n on n.trainee_id = c.trainee_id
  join training.module m on m.id = n.module_id where not n.begun and c.module_id in (n.module_id, m.renewed_by));
begin
  if cardinality(beginners) > 0 then perform training.compute_progress(beginners); end if;
  return null;
end
$$;
alter function training.recompute_beginners_progress() owner to manumit_guard;
revoke all on function training.recompute_beginners_progress() from public;

create trigger recompute_progress after insert on training.lesson_done
  referencing new table as changed for each statement execute function training.recompute_beginners_progress();

create trigger recompute_progress after insert on training.attempt
  referencing new table as changed for each statement execute function training.recompute_beginners_progress();
