-- The same for the pages of one learner, by module. An ended session returns nothing.
create or replace function training.learner_elsewhere(token text) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_object_agg(x.module_id, x.had) filter (where x.had is not null), '{}') from (
    select c.module_id, training.elsewhere(k.trainee_id, c.module_id) as had
    from training.learner_session k join training.trainee t on t.id = k.trainee_id join training.completion c
    on c.trainee_id = k.trainee_id
    where k.token_hash = sha256(convert_to(token, 'UTF8')) and k.ended_at is null and k.ends_at > now() and t.left_at is null
    group by k.trainee_id, c.module_id) x
$$;
alter function training.learner_elsewhere(text) owner to manumit_guard;
revoke all on function training.learner_elsewhere(text) from public;
grant execute on function training.learner_elsewhere(text) to manumit_app;
