-- What the program needs to derive a PIN digest. An unknown access slip has a salt too, so the result does not reveal who is in a class. It
-- does not say how long an access slip is closed either, because that revealed whether a number has one. Null if no class with this code is
-- held today. The code is eight characters that cannot be guessed, so its absence may be visible, and strangers without a class take no
-- place in the learners' queue.
create or replace function training.access_slip_salt(class_code text, number text) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('salt', encode(coalesce(s.pin_salt, substr(identity.keyed_hash('access slip ' || class_code || ' ' || number),
    1, 16)),
    'hex'))
  from training.class c left join (
    select k.class_id, k.pin_salt from training.access_slip k join training.trainee t on t.id = k.trainee_id
      where t.service_number = number) s
      on s.class_id = c.id
  where c.code = class_code and training.is_open(c)
$$;
alter function training.access_slip_salt(text, text) owner to manumit_guard;
revoke all on function training.access_slip_salt(text, text) from public;
grant execute on function training.access_slip_salt(text, text) to manumit_app;
