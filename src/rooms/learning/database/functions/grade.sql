-- Grades a check of the whole module or of some lessons. Each lesson in the check has as many questions as the module states. A module
-- that was passed expires and is taken again. Tries from a year ago, failed or passed, must not count today, so tries are counted since
-- the module was last passed. The key of the drawn questions is stored with the check. It grades a check that is submitted without a
-- result: the answers were given to a version or to words that are gone.
create or replace function training.grade() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare m record; one jsonb; k jsonb; answer jsonb; wrong text[] := '{}'; fatal boolean := false; share int; number int; asked text[];
  answers jsonb;
begin
  -- Changes by the guard role (withdrawing a completion) and by the owner are allowed. The policies refuse changes to another person's
  -- rows.
  if pg_trigger_depth() > 1
    or pg_has_role(session_user, 'manumit_schema', 'member') or new.trainee_id is distinct from training.own_trainee() then
    new.given := null;
    return new;
  end if;
  number := case when jsonb_typeof(new.drawn) = 'array' then jsonb_array_length(new.drawn) else 0 end;
  select d.version, d.lessons, d.checks into m from training.module d where d.id = new.module_id;
  asked := coalesce(new.lessons, m.lessons);
  if tg_op = 'INSERT' then
    if m.version is null or number = 0 or m.version <> new.module_version
        -- A check of some lessons is only for a person who lacks exactly these.
        or (new.lessons is not null and new.lessons is distinct from training.missing_lessons(new.trainee_id, new.module_id))
        or number < (case when new.lessons is null then (m.checks ->> 'items')::int else
          least((m.checks ->> 'items')::int, greatest((m.checks ->> 'least')::int,
            ceil((m.checks ->> 'items')::numeric * cardinality(asked) / cardinality(m.lessons))::int)) end)
        or number <> (select count(distinct d.x ->> 'item') from jsonb_array_elements(new.drawn) d (x)
        where d.x ->> 'lesson' = any (asked)
          and m.checks -> 'answers' ? ((d.x ->> 'lesson') || '/' || (d.x ->> 'item')))
        or exists (select from unnest(asked) l (lesson) where (m.checks ->> 'perLesson')::int > (select count(*)
        from jsonb_array_elements(new.drawn) d (x) where d.x ->> 'lesson' = l.lesson))
        -- Each critical rule that these lessons have a question on.
        or exists (select from jsonb_array_elements_text(m.checks -> 'critical') c (topic)
          where exists (select from jsonb_each(m.checks -> 'answers') k where k.value ->> 'critical' = c.topic
          and split_part(k.key, '/', 1) = any (asked))
            and not exists (select from jsonb_array_elements(new.drawn) d (x)
            where m.checks -> 'answers' -> ((d.x ->> 'lesson') || '/' || (d.x ->> 'item')) ->> 'critical' = c.topic))
        or (m.checks ->> 'tries')::int <= (select count(*) from training.attempt a where a.trainee_id = new.trainee_id
        and a.module_id = new.module_id and a.module_version = new.module_version
          and a.received_at is not null and not exists (select from training.tries_reset r where r.trainee_id = a.trainee_id
          and r.module_id = a.module_id and r.reset_at >= a.received_at)
          and not exists (select from training.attempt p where p.trainee_id = a.trainee_id and p.module_id = a.module_id
          and p.module_version = a.module_version and p.passed
            and p.received_at >= a.received_at)) then
      raise exception 'this is not a check of the module' using errcode = '42501';
    end if;
    new.answer_key := jsonb_build_object('passMark', m.checks -> 'passMark', 'answers', (
      select jsonb_object_agg(q.id, m.checks -> 'answers' -> q.id)
      from (select (x ->> 'lesson') || '/' || (x ->> 'item') as id from jsonb_array_elements(new.drawn) x) q));
    return new;
  end if;
  if old.received_at is not null then
    if (new.received_at, new.answered_at, new.score, new.missed, new.passed) is distinct from (old.received_at, old.answered_at,
      old.score, old.missed, old.passed)
        or (old.acknowledged_at is not null and (new.acknowledged_at, new.acknowledgement_hash) is distinct from (old.acknowledged_at,
        old.acknowledgement_hash)) then
      raise exception 'the result of a check does not change' using errcode = '42501';
    end if;
  elsif new.received_at is not null then
    answers := case when new.score is null then old.answer_key -> 'answers' else m.checks -> 'answers' end;
    for one in select x from jsonb_array_elements(new.drawn) x loop
      k := answers -> ((one ->> 'lesson') || '/' || (one ->> 'item'));
      answer := coalesce(new.given -> (one ->> 'item'), '[]');
      if k is null or (case when k ? 'order' then answer <> k -> 'right' else
          (select array_agg(x order by x) from jsonb_array_elements_text(answer) x) is distinct from (select array_agg(x order by x)
            from jsonb_array_elements_text(k -> 'right') x) end) then
        wrong := wrong || (one ->> 'item');
        fatal := fatal or k is null or k ? 'critical';
      end if;
    end loop;
    share := case when number > 0 then (number - cardinality(wrong)) * 100 / number else 0 end;
    if new.score is null then
      new.score := share;
      new.missed := wrong;
      new.passed := share >= coalesce((m.checks ->> 'passMark')::int, (old.answer_key ->> 'passMark')::int) and not fatal;
    elsif m.version <> new.module_version or (new.score, new.missed, new.passed) is distinct from (share, wrong,
      share >= (m.checks ->> 'passMark')::int and not fatal) then
      raise exception 'a check is graded by its answers' using errcode = '42501';
    end if;
  end if;
  new.given := null;
  return new;
end
$$;
alter function training.grade() owner to manumit_guard;
revoke all on function training.grade() from public;
