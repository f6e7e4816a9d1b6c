-- New people have no completions here yet: only their requirements are computed. They are ready only if everything required of them may
-- wait.
create or replace function training.compute_first_needs() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare new_ones uuid[] := array(select id from entered);
begin
  perform training.compute_needs(new_ones);
  update training.trainee t set ready_until = r.until
    from (select n.trainee_id, min(n.grace_until) as until from training.need n where n.trainee_id = any (new_ones)
      group by n.trainee_id having bool_and(n.grace_until is not null)) r
    where t.id = r.trainee_id;
  return null;
end
$$;
alter function training.compute_first_needs() owner to manumit_guard;
revoke all on function training.compute_first_needs() from public;

create trigger compute_first_needs after insert on training.trainee
  referencing new table as entered for each statement execute function training.compute_first_needs();
