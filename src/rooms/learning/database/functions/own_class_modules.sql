-- The modules of the classes this learner has an access slip for, on any date: work read in one class may arrive in another. Null: the
-- learner came from their account and may learn any module.
create or replace function training.own_class_modules() returns text[]
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select case when exists (select from training.learner_session k where k.id = (identity.verified() ->> 'session')::uuid
    and k.access_slip_id is not null)
    then coalesce(array_agg(distinct m.id), '{}') end
  from training.access_slip s join training.class c on c.id = s.class_id cross join unnest(c.module_ids) m (id)
  where s.trainee_id = training.own_trainee()
$$;
alter function training.own_class_modules() owner to manumit_guard;
revoke all on function training.own_class_modules() from public;
grant execute on function training.own_class_modules() to manumit_app;
