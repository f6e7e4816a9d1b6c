-- Whoever lacks some lessons of a module takes these alone: their check asks of these lessons, and what it records is these lessons. Until now the player had a check of
-- the whole module and no other.
alter table training.module
  -- How many days before its end what was had is due again.
  add due_days int not null default 0;
grant select (due_days) on training.module to manumit_app;
alter table training.attempt
  -- The lessons a check is of; null: the whole module.
  add lessons text[] check (cardinality(lessons) between 1 and 100);

-- The lessons somebody lacks, in the order of the module, where they have the others: those they never had, or had in a version that something was added to since, or
-- that have ended; where there are none of these, those that are due again. Null: the module as a whole is theirs to take, or nothing of it. What renews another module
-- renews it as a whole. It sees what its caller may see.
create function training.lacking(who uuid, of_module text) returns text[] language sql stable set search_path = pg_catalog, pg_temp as $$
  select case when cardinality(w.lacks) between 1 and w.number - 1 then w.lacks end
  from (
    select coalesce(array_agg(l.lesson order by l.at) filter (where l.until is null or l.until < current_date),
        array_agg(l.lesson order by l.at) filter (where l.until < current_date + l.due_days)) as lacks, count(*)::int as number
    from (
      select x.lesson, x.at, m.due_days, greatest(max(coalesce(c.valid_until, 'infinity')) filter (where c.id is not null),
          max(r.until) filter (where c.id is not null)) as until
      from training.module m cross join unnest(m.lessons) with ordinality x (lesson, at)
      left join training.completion c on c.trainee_id = who and c.module_id = m.id and c.revoked_at is null and (c.lessons is null or x.lesson = any (c.lessons))
        and not exists (select from jsonb_array_elements(m.deltas) d where (d ->> 'version')::int > c.module_version and d -> 'lessons' ? x.lesson)
      left join lateral (select max(coalesce(p.valid_until, 'infinity')) as until from training.completion p join training.module n on n.id = p.module_id
        where p.trainee_id = who and p.module_id = m.renewed_by and p.revoked_at is null and p.lessons is null and (not n.acknowledged or p.acknowledged_at is not null)) r on true
      where m.id = of_module and not exists (select from training.module n where n.renewed_by = of_module)
      group by x.lesson, x.at, m.due_days) l) w $$;
revoke all on function training.lacking(uuid, text) from public;
grant execute on function training.lacking(uuid, text) to manumit_app, manumit_guard;

-- As before (0305), with what is lacking and which lessons a check is of.
create or replace function training.learner(token text) returns jsonb language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare s record;
begin
  select k.*, t.service_number, t.left_at, c.id as class_id, c.code, c.title, c.module_ids, c.ends_on, c.closed_at into s
    from training.learner_session k join training.trainee t on t.id = k.trainee_id
    left join training.slip p on p.id = k.slip_id left join training.class c on c.id = p.class_id
    where k.token_hash = sha256(convert_to(token, 'UTF8'));
  if not found then return null; end if;
  if s.ended_at is not null or s.ends_at <= now() or s.left_at is not null or s.closed_at is not null then
    return jsonb_build_object('over', case when s.ended_at is not null then s.ended_because when s.closed_at is not null then 'class-closed' else 'ended' end,
      'at', coalesce(s.ended_at, least(s.ends_at, coalesce(s.closed_at, s.ends_at))));
  end if;
  return jsonb_build_object('session', s.id, 'trainee', s.trainee_id, 'number', s.service_number,
    'class', case when s.class_id is not null then jsonb_build_object('id', s.class_id, 'code', s.code, 'title', s.title, 'modules', s.module_ids, 'endsOn', s.ends_on) end,
    'done', (select coalesce(jsonb_agg(jsonb_build_object('lesson', d.lesson_id, 'version', d.lesson_version)), '[]') from training.lesson_done d where d.trainee_id = s.trainee_id),
    'lacking', (select coalesce(jsonb_object_agg(k.module_id, k.lessons) filter (where k.lessons is not null), '{}') from (
      select c.module_id, training.lacking(s.trainee_id, c.module_id) as lessons from training.completion c where c.trainee_id = s.trainee_id group by c.module_id) k),
    'attempts', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'module', a.module_id, 'version', a.module_version, 'lessons', a.lessons, 'drawn', case when a.received_at is null then a.drawn end,
        'receivedAt', a.received_at, 'score', a.score, 'missed', a.missed, 'passed', a.passed, 'acknowledgedAt', a.acknowledged_at,
        'forgiven', exists (select from training.tries_reset r where r.trainee_id = a.trainee_id and r.module_id = a.module_id and r.reset_at >= a.received_at)) order by a.drawn_at), '[]')
      from training.attempt a where a.trainee_id = s.trainee_id));
end $$;

-- As before (0366) but for checks of some lessons; each lesson asked has the questions the module says; and what was passed ends and is taken again: the tries of a year ago,
-- failed and passed, are none of those of today, so that tries are counted since the module was passed last.
create or replace function training.grade() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m record; one jsonb; k jsonb; answer jsonb; wrong text[] := '{}'; fatal boolean := false; share int; number int; asked text[];
begin
  -- What the guard does (a completion that is taken back) and what the owner does are theirs. What is somebody else's the policies refuse.
  if pg_trigger_depth() > 1 or pg_has_role(session_user, 'manumit_schema', 'member') or new.trainee_id is distinct from training.own_trainee() then
    new.given := null;
    return new;
  end if;
  number := case when jsonb_typeof(new.drawn) = 'array' then jsonb_array_length(new.drawn) else 0 end;
  select d.version, d.lessons, d.checks into m from training.module d where d.id = new.module_id;
  asked := coalesce(new.lessons, m.lessons);
  if tg_op = 'INSERT' then
    if m.version is null or number = 0 or m.version <> new.module_version
        -- A check of some lessons is for whoever lacks these and no others.
        or (new.lessons is not null and new.lessons is distinct from training.lacking(new.trainee_id, new.module_id))
        or number < (case when new.lessons is null then (m.checks ->> 'items')::int else
          least((m.checks ->> 'items')::int, greatest((m.checks ->> 'least')::int, ceil((m.checks ->> 'items')::numeric * cardinality(asked) / cardinality(m.lessons))::int)) end)
        or number <> (select count(distinct d.x ->> 'item') from jsonb_array_elements(new.drawn) d (x) where d.x ->> 'lesson' = any (asked)
          and m.checks -> 'answers' ? ((d.x ->> 'lesson') || '/' || (d.x ->> 'item')))
        or exists (select from unnest(asked) l (lesson) where (m.checks ->> 'perLesson')::int > (select count(*) from jsonb_array_elements(new.drawn) d (x) where d.x ->> 'lesson' = l.lesson))
        -- Each critical rule these lessons have a question on.
        or exists (select from jsonb_array_elements_text(m.checks -> 'critical') c (topic)
          where exists (select from jsonb_each(m.checks -> 'answers') k where k.value ->> 'critical' = c.topic and split_part(k.key, '/', 1) = any (asked))
            and not exists (select from jsonb_array_elements(new.drawn) d (x) where m.checks -> 'answers' -> ((d.x ->> 'lesson') || '/' || (d.x ->> 'item')) ->> 'critical' = c.topic))
        or (m.checks ->> 'tries')::int <= (select count(*) from training.attempt a where a.trainee_id = new.trainee_id and a.module_id = new.module_id and a.module_version = new.module_version
          and a.received_at is not null and not exists (select from training.tries_reset r where r.trainee_id = a.trainee_id and r.module_id = a.module_id and r.reset_at >= a.received_at)
          and not exists (select from training.attempt p where p.trainee_id = a.trainee_id and p.module_id = a.module_id and p.module_version = a.module_version and p.passed
            and p.received_at >= a.received_at)) then
      raise exception 'This is no check of the module.' using errcode = '42501';
    end if;
    return new;
  end if;
  if old.received_at is not null then
    if (new.received_at, new.answered_at, new.score, new.missed, new.passed) is distinct from (old.received_at, old.answered_at, old.score, old.missed, old.passed)
        or (old.acknowledged_at is not null and (new.acknowledged_at, new.acknowledgement_hash) is distinct from (old.acknowledged_at, old.acknowledgement_hash)) then
      raise exception 'What a check came to stays.' using errcode = '42501';
    end if;
  elsif new.received_at is not null then
    for one in select x from jsonb_array_elements(new.drawn) x loop
      k := m.checks -> 'answers' -> ((one ->> 'lesson') || '/' || (one ->> 'item'));
      answer := coalesce(new.given -> (one ->> 'item'), '[]');
      if k is null or (case when k ? 'order' then answer <> k -> 'right' else
          (select array_agg(x order by x) from jsonb_array_elements_text(answer) x) is distinct from (select array_agg(x order by x) from jsonb_array_elements_text(k -> 'right') x) end) then
        wrong := wrong || (one ->> 'item');
        fatal := fatal or k is null or k ? 'critical';
      end if;
    end loop;
    share := case when number > 0 then (number - cardinality(wrong)) * 100 / number else 0 end;
    if m.version <> new.module_version or (new.score, new.missed, new.passed) is distinct from (share, wrong, share >= (m.checks ->> 'passMark')::int and not fatal) then
      raise exception 'A check is graded by its answers.' using errcode = '42501';
    end if;
  end if;
  new.given := null;
  return new;
end $$;

-- What a learner records is what their check was of.
drop policy completion_pass on training.completion;
drop function training.passed_check(text, text, int, int, timestamptz, date);
create function training.passed_check(source text, of_module text, of_version int, of_lessons text[], of_score int, at_time timestamptz, holds_until date) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from training.attempt a join training.module m on m.id = a.module_id
    where a.trainee_id = (select training.own_trainee()) and a.id::text = source and a.module_id = of_module and a.module_version = of_version and a.passed
      and a.lessons is not distinct from of_lessons and a.score = of_score and a.answered_at = at_time
      and (m.valid_months is null or holds_until <= (at_time at time zone 'UTC' + make_interval(months => m.valid_months))::date + 1)) $$;
alter function training.passed_check(text, text, int, text[], int, timestamptz, date) owner to manumit_guard;
revoke all on function training.passed_check(text, text, int, text[], int, timestamptz, date) from public;
grant execute on function training.passed_check(text, text, int, text[], int, timestamptz, date) to manumit_app;
create policy completion_pass on training.completion for insert to manumit_app with check (
  recorded_by is null and trainee_id = (select training.own_trainee()) and way = 'player' and revoked_at is null
  and training.passed_check(source_id, module_id, module_version, lessons, score, passed_at, valid_until));
