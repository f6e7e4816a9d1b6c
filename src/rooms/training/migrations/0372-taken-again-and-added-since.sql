-- What was passed ends, and is taken again: the tries of a year ago, failed and passed, are none of those of today. As before (0366) but for how tries are counted: those
-- since the module was passed last.
create or replace function training.grade() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m record; one jsonb; k jsonb; answer jsonb; wrong text[] := '{}'; fatal boolean := false; share int; number int;
begin
  -- What the guard does (a completion that is taken back) and what the owner does are theirs. What is somebody else's the policies refuse.
  if pg_trigger_depth() > 1 or pg_has_role(session_user, 'manumit_schema', 'member') or new.trainee_id is distinct from training.own_trainee() then
    new.given := null;
    return new;
  end if;
  number := case when jsonb_typeof(new.drawn) = 'array' then jsonb_array_length(new.drawn) else 0 end;
  select d.version, d.checks into m from training.module d where d.id = new.module_id;
  if tg_op = 'INSERT' then
    if not found or number = 0 or m.version <> new.module_version or number < (m.checks ->> 'items')::int
        or number <> (select count(distinct d.x ->> 'item') from jsonb_array_elements(new.drawn) d (x) where m.checks -> 'answers' ? ((d.x ->> 'lesson') || '/' || (d.x ->> 'item')))
        or exists (select from jsonb_array_elements_text(m.checks -> 'critical') c (topic) where not exists (select from jsonb_array_elements(new.drawn) d (x)
          where m.checks -> 'answers' -> ((d.x ->> 'lesson') || '/' || (d.x ->> 'item')) ->> 'critical' = c.topic))
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

-- Whoever sat out two new versions of a module owed only what the last of them added, and whoever was renewed by another module owed nothing of any: what is added
-- since stands here for each version, and bounds what covers a need, however it is carried on.
alter table training.module add deltas jsonb not null default '[]';
update training.module set deltas = jsonb_build_array(jsonb_build_object('version', version, 'until', delta_until, 'lessons', to_jsonb(delta))) where delta_until is not null;
grant select (deltas) on training.module to manumit_app;

-- As before (0336, 0339) but for what was added since.
create or replace function training.cover(persons uuid[]) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  update training.need n set covered_until = c.until, missing = c.missing, way = c.way, passed_on = c.passed_on, signed = c.signed, waived_until = c.waived
    from (
      select l.trainee_id, l.module_id, l.way, l.passed_on, l.signed, l.until, case when l.until is null and l.passed_on is not null then l.missing end as missing,
        (select max(w.until) from training.waiver w where w.trainee_id = l.trainee_id and w.module_id = l.module_id and w.ended_at is null) as waived
      from (
        select l.trainee_id, l.module_id, array_agg(l.lesson order by l.lesson) filter (where l.passed_on is null) as missing,
          case when bool_and(l.until is not null) then least(greatest(min(l.until), max(l.renewed)), min(l.owed)) end as until, min(l.way) as way, max(l.passed_on) as passed_on,
          coalesce(bool_or(l.signed), false) as signed
        from (
          select n.trainee_id, n.module_id, x.lesson, max(case when k.counts then coalesce(k.valid_until, 'infinity') end) as until,
            -- Until when what was added to this lesson since may wait; of whoever took it in its newest version, for ever.
            max(case when not k.counts then null when k.module_version >= m.version then 'infinity' else coalesce((select min((d ->> 'until')::date)
              from jsonb_array_elements(m.deltas) d where (d ->> 'version')::int > k.module_version and d -> 'lessons' ? x.lesson), 'infinity') end) as owed,
            (select max(coalesce(r.valid_until, 'infinity')) from training.completion r join training.module rm on rm.id = r.module_id
              where r.trainee_id = n.trainee_id and r.module_id = m.renewed_by and r.revoked_at is null and r.lessons is null and (not rm.acknowledged or r.acknowledged_at is not null)) as renewed,
            (array_agg(k.way order by k.passed_at desc))[1] as way, max(k.passed_at)::date as passed_on, bool_or(k.counts) as signed
          from training.need n join training.module m on m.id = n.module_id cross join unnest(m.lessons) x (lesson)
          left join lateral (
            select p.module_version, p.valid_until, p.way, p.passed_at, not m.acknowledged or exists (select from training.completion a
                where a.trainee_id = p.trainee_id and a.module_id = p.module_id and a.revoked_at is null and a.acknowledged_at >= p.passed_at) as counts
              from training.completion p where p.trainee_id = n.trainee_id and p.module_id = n.module_id and p.revoked_at is null
                and (p.lessons is null or x.lesson = any (p.lessons)) offset 0) k on true
          where n.trainee_id = any (persons)
          group by n.trainee_id, n.module_id, x.lesson, m.renewed_by) l
        group by l.trainee_id, l.module_id) l) c
    where n.trainee_id = c.trainee_id and n.module_id = c.module_id
      and (n.covered_until, n.missing, n.way, n.passed_on, n.signed, n.waived_until) is distinct from (c.until, c.missing, c.way, c.passed_on, c.signed, c.waived);
  update training.trainee t set ready_until = r.until
    from (select p.id, case when count(n.module_id) = 0 then 'infinity'::date when bool_and(n.until is not null) then min(n.until) end as until
      from unnest(persons) p (id) left join training.need n on n.trainee_id = p.id group by p.id) r
    where t.id = r.id and t.ready_until is distinct from r.until;
end $$;
alter table training.module drop delta, drop delta_until;
