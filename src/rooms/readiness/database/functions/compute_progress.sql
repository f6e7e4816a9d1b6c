create or replace function training.compute_progress(persons uuid[]) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update training.need n set enrolled_until = f.enrolled_until, begun = f.begun, unsigned = f.unsigned
    from (
      select w.trainee_id, w.module_id, coalesce(l.unsigned, false) as unsigned,
        (select max(c.ends_on) from training.access_slip s join training.class c on c.id = s.class_id
          where s.trainee_id = w.trainee_id and c.closed_at is null and c.module_ids && w.ways) as enrolled_until,
        exists (select from training.lesson_done d where d.trainee_id = w.trainee_id and d.module_id = any (w.ways)
          and d.done_at > coalesce(l.passed_at, '-infinity'))
          or exists (select from training.attempt a where a.trainee_id = w.trainee_id and a.module_id = any (w.ways)
          and a.drawn_at > coalesce(l.passed_at, '-infinity'))
          as begun
      -- A module that renews another does not replace one that was never passed.
      from (select x.trainee_id, x.module_id, array[x.module_id, case when x.covered_until is not null then m.renewed_by end] as ways
        from training.need x join training.module m on m.id = x.module_id where x.trainee_id = any (persons)) w
      left join lateral (
        select c.passed_at, c.lessons is null and m.acknowledged and not exists (select from training.completion a
          where a.trainee_id = c.trainee_id
            and a.module_id = c.module_id and a.revoked_at is null and a.acknowledged_at >= c.passed_at) as unsigned
        from training.completion c join training.module m on m.id = c.module_id
        where c.trainee_id = w.trainee_id and c.module_id = any (w.ways) and c.revoked_at is null order by c.passed_at desc limit 1) l
        on true) f
    where n.trainee_id = f.trainee_id and n.module_id = f.module_id
      and (n.enrolled_until, n.begun, n.unsigned) is distinct from (f.enrolled_until, f.begun, f.unsigned);
end
$$;
alter function training.compute_progress(uuid[]) owner to manumit_guard;
revoke all on function training.compute_progress(uuid[]) from public;
grant execute on function training.compute_progress(uuid[]) to manumit_schema;
