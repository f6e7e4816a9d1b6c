-- Computes what covers the needs of these persons, and until when they are ready. A lesson is covered by the completion that lasts
-- longest; a module by its lesson that expires first. A module that renews it extends it, once it was passed; content added by later
-- versions is required too. The cost does not grow with other people's completions: completions are looked up by person and module,
-- regardless of the table statistics at planning time, and a need is written only if it changes. One plan serves any number of
-- persons: planning for each call, as for a list of one, would cost more than the query.
create or replace function training.compute_coverage(persons uuid[]) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
begin
  update training.need n set covered_until = c.until, missing = c.missing, source = c.source, passed_on = c.passed_on, signed = c.signed,
    waived_until = c.waived
    from (
      select l.trainee_id, l.module_id, l.source, l.passed_on, l.signed, l.until, case when l.until is null and l.passed_on is not null
        then l.missing end as missing,
        (select max(w.until) from training.waiver w where w.trainee_id = l.trainee_id and w.module_id = l.module_id
          and w.ended_at is null) as waived
      from (
        select l.trainee_id, l.module_id, array_agg(l.lesson order by l.lesson) filter (where l.passed_on is null) as missing,
          case when bool_and(l.until is not null) then least(greatest(min(l.until), max(l.renewed)), min(l.owed)) end as until,
            min(l.source) as source, max(l.passed_on) as passed_on,
          coalesce(bool_or(l.signed), false) as signed
        from (
          select n.trainee_id, n.module_id, x.lesson, max(case when k.counts then coalesce(k.valid_until, 'infinity') end) as until,
            -- Until when content added to this lesson since may be missing; for a person who took its newest version, always.
            max(case when not k.counts then null when k.module_version >= m.version then 'infinity'
              else coalesce((select min((d ->> 'until')::date)
              from jsonb_array_elements(m.deltas) d where (d ->> 'version')::int > k.module_version
              and d -> 'lessons' ? x.lesson), 'infinity') end) as owed,
            (select max(coalesce(r.valid_until, 'infinity')) from training.completion r join training.module rm on rm.id = r.module_id
              where r.trainee_id = n.trainee_id and r.module_id = m.renewed_by and r.revoked_at is null and r.lessons is null
              and (not rm.acknowledged or r.acknowledged_at is not null)) as renewed,
            (array_agg(k.source order by k.passed_at desc))[1] as source, max(k.passed_at)::date as passed_on, bool_or(k.counts) as signed
          from training.need n join training.module m on m.id = n.module_id cross join unnest(m.lessons) x (lesson)
          left join lateral (
            select p.module_version, p.valid_until, p.source, p.passed_at, not m.acknowledged or exists (select from training.completion a
                where a.trainee_id = p.trainee_id and a.module_id = p.module_id and a.revoked_at is null
                and a.acknowledged_at >= p.passed_at) as counts
              from training.completion p where p.trainee_id = n.trainee_id and p.module_id = n.module_id and p.revoked_at is null
                and (p.lessons is null or x.lesson = any (p.lessons)) offset 0) k on true
          where n.trainee_id = any (persons)
          group by n.trainee_id, n.module_id, x.lesson, m.renewed_by) l
        group by l.trainee_id, l.module_id) l) c
    where n.trainee_id = c.trainee_id and n.module_id = c.module_id
      and (n.covered_until, n.missing, n.source, n.passed_on, n.signed, n.waived_until) is distinct from (c.until, c.missing, c.source,
      c.passed_on, c.signed, c.waived);
  update training.trainee t set ready_until = r.until
    from (select p.id, case when count(n.module_id) = 0 then 'infinity'::date when bool_and(n.until is not null)
    then min(n.until) end as until
      from unnest(persons) p (id) left join training.need n on n.trainee_id = p.id group by p.id) r
    where t.id = r.id and t.ready_until is distinct from r.until;
end
$$;
alter function training.compute_coverage(uuid[]) owner to manumit_guard;
revoke all on function training.compute_coverage(uuid[]) from public;
grant execute on function training.compute_coverage(uuid[]) to manumit_schema;
