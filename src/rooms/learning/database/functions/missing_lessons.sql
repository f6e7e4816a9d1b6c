-- The lessons a person lacks, in the order of the module, if they have the others: those they never had, had in a version that was
-- extended since, or that have expired; if there are none of these, those that are due again. Null: the person takes the whole module, or
-- nothing of it. A module that renews another renews it as a whole. It runs with the rights of its caller.
create or replace function training.missing_lessons(who uuid, of_module text) returns text[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case when cardinality(w.lacks) between 1 and w.number - 1 then w.lacks end
  from (
    select coalesce(array_agg(l.lesson order by l.at) filter (where l.until is null or l.until < current_date),
        array_agg(l.lesson order by l.at) filter (where l.until < current_date + l.due_days)) as lacks, count(*)::int as number
    from (
      select x.lesson, x.at, m.due_days, greatest(max(coalesce(c.valid_until, 'infinity')) filter (where c.id is not null),
          max(r.until) filter (where c.id is not null)) as until
      from training.module m cross join unnest(m.lessons) with ordinality x (lesson, at)
      left join training.completion c on c.trainee_id = who and c.module_id = m.id and c.revoked_at is null
        and (c.lessons is null or x.lesson = any (c.lessons))
        and not exists (select from jsonb_array_elements(m.deltas) d where (d ->> 'version')::int > c.module_version
        and d -> 'lessons' ? x.lesson)
      left join lateral (select max(coalesce(p.valid_until, 'infinity')) as until from training.completion p join training.module n
        on n.id = p.module_id
        where p.trainee_id = who and p.module_id = m.renewed_by and p.revoked_at is null and p.lessons is null
        and (not n.acknowledged or p.acknowledged_at is not null)) r on true
      where m.id = of_module and not exists (select from training.module n where n.renewed_by = of_module)
      group by x.lesson, x.at, m.due_days) l) w
$$;
revoke all on function training.missing_lessons(uuid, text) from public;
grant execute on function training.missing_lessons(uuid, text) to manumit_app, manumit_guard;
