-- As before (0386), but null where no class of this code is held today: its code is eight signs nobody guesses, so it may be seen that there is none, and strangers who
-- have none take no place in the queue of learners. Within a class a number without a slip still has a salt.
create or replace function training.slip_salt(class_code text, number text) returns jsonb language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('salt', encode(coalesce(s.pin_salt, substr(identity.keyed('slip ' || class_code || ' ' || number), 1, 16)), 'hex'))
  from training.class c left join (
    select k.class_id, k.pin_salt from training.slip k join training.trainee t on t.id = k.trainee_id where t.service_number = number) s on s.class_id = c.id
  where c.code = class_code and training.is_open(c) $$;
