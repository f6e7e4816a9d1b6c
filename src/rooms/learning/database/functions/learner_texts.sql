create or replace function training.learner_texts(token text) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_object_agg(x.placeholder, jsonb_build_object('asOf', x.as_of, 'answers', x.answers)), '{}') from (
    select distinct on (l.placeholder) l.placeholder, l.as_of, l.answers
    from training.learner_session k join training.trainee t on t.id = k.trainee_id
      join training.local_text l on l.party_id = case l.placeholder when 'law-annex' then t.party_id else coalesce(t.operation_id,
        t.party_id) end
    where k.token_hash = sha256(convert_to(token, 'UTF8')) and k.ended_at is null and k.ends_at > now() and t.left_at is null
    and l.withdrawn_at is null
    order by l.placeholder, l.number desc) x
$$;
alter function training.learner_texts(text) owner to manumit_guard;
revoke all on function training.learner_texts(text) from public;
grant execute on function training.learner_texts(text) to manumit_app;
