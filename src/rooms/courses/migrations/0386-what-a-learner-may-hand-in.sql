-- The modules of the classes this learner has a slip for, of any day: what was read under one of them may arrive under another. Null: they came from their account, and
-- may learn what they like.
create function training.taught() returns text[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when exists (select from training.learner_session k where k.id = (identity.verified() ->> 'session')::uuid and k.slip_id is not null)
    then coalesce(array_agg(distinct m.id), '{}') end
  from training.slip s join training.class c on c.id = s.class_id cross join unnest(c.module_ids) m (id) where s.trainee_id = training.own_trainee() $$;
alter function training.taught() owner to manumit_guard;
revoke all on function training.taught() from public;
grant execute on function training.taught() to manumit_app;

-- As before (0305), without for how long a slip is closed: whoever tried five PINs learnt from it whether a number has one.
create or replace function training.slip_salt(class_code text, number text) returns jsonb language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('salt', encode(coalesce(s.pin_salt, substr(identity.keyed('slip ' || class_code || ' ' || number), 1, 16)), 'hex'))
  from (select 1) one left join (
    select k.pin_salt from training.slip k join training.class c on c.id = k.class_id join training.trainee t on t.id = k.trainee_id
    where c.code = class_code and t.service_number = number) s on true $$;
