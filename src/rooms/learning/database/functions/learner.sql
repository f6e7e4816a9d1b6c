-- Everything the pages of one learner show: the person, the class, what is done, what is lacking, and which lessons a check covers. For an
-- ended session it returns only why and when it ended.
create or replace function training.learner(token text) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare s record;
begin
  select k.*, t.service_number, t.left_at, t.operation_id,
      c.id as class_id, c.code, c.title, c.module_ids, c.ends_on, c.closed_at into s
    from training.learner_session k join training.trainee t on t.id = k.trainee_id
    left join training.access_slip p on p.id = k.access_slip_id left join training.class c on c.id = p.class_id
    where k.token_hash = sha256(convert_to(token, 'UTF8'));
  if not found then return null; end if;
  if s.ended_at is not null or s.ends_at <= now() or s.left_at is not null or s.closed_at is not null then
    return jsonb_build_object('over', case when s.ended_at is not null then s.end_reason
        when s.closed_at is not null then 'class-closed' else 'ended' end,
      'at', coalesce(s.ended_at, least(s.ends_at, coalesce(s.closed_at, s.ends_at))));
  end if;
  return jsonb_build_object('session', s.id, 'trainee', s.trainee_id, 'number', s.service_number,
    'operation', s.operation_id, 'party', s.party_id,
    'class', case when s.class_id is not null then jsonb_build_object('id', s.class_id, 'code', s.code, 'title', s.title, 'modules',
      s.module_ids, 'endsOn', s.ends_on) end,
    'done', (select coalesce(jsonb_agg(jsonb_build_object('lesson', d.lesson_id, 'version', d.lesson_version)), '[]')
      from training.lesson_done d where d.trainee_id = s.trainee_id),
    'lacking', (select coalesce(jsonb_object_agg(k.module_id, k.lessons) filter (where k.lessons is not null), '{}') from (
      select c.module_id, training.missing_lessons(s.trainee_id, c.module_id) as lessons from training.completion c
        where c.trainee_id = s.trainee_id group by c.module_id) k),
    'attempts', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'module', a.module_id, 'version', a.module_version, 'lessons',
      a.lessons, 'drawn', case when a.received_at is null then a.drawn end,
        'answeredAt', a.answered_at, 'receivedAt', a.received_at, 'score', a.score, 'missed', a.missed, 'passed', a.passed,
        'acknowledgedAt', a.acknowledged_at,
        'forgiven', exists (select from training.tries_reset r where r.trainee_id = a.trainee_id and r.module_id = a.module_id
          and r.reset_at >= a.received_at)) order by a.drawn_at), '[]')
      from training.attempt a where a.trainee_id = s.trainee_id));
end
$$;
alter function training.learner(text) owner to manumit_guard;
revoke all on function training.learner(text) from public;
grant execute on function training.learner(text) to manumit_app;
