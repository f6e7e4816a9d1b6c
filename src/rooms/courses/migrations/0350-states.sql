-- How far somebody is on the way to what is asked of them: in a class that teaches it, and begun. It stands at the need, worked out where slips, classes and
-- lessons are written, so that the board tells whoever leads the state, and nobody's lessons and tries.
alter table training.need
  -- The last day of the last class that teaches it and takes them in; null: none.
  add enrolled_until date,
  -- A lesson read or a check drawn, of the module or of what renews it, since it was passed last.
  add begun boolean not null default false,
  -- It, or what renews it, was passed last and is not signed yet: that pass counts for nothing so far.
  add unsigned boolean not null default false;

create function training.follow(persons uuid[]) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update training.need n set enrolled_until = f.enrolled_until, begun = f.begun, unsigned = f.unsigned
    from (
      select w.trainee_id, w.module_id, coalesce(l.unsigned, false) as unsigned,
        (select max(c.ends_on) from training.slip s join training.class c on c.id = s.class_id
          where s.trainee_id = w.trainee_id and c.closed_at is null and c.module_ids && w.ways) as enrolled_until,
        exists (select from training.lesson_done d where d.trainee_id = w.trainee_id and d.module_id = any (w.ways) and d.done_at > coalesce(l.passed_at, '-infinity'))
          or exists (select from training.attempt a where a.trainee_id = w.trainee_id and a.module_id = any (w.ways) and a.drawn_at > coalesce(l.passed_at, '-infinity'))
          as begun
      -- What renews a module stands in for nothing that was never had.
      from (select x.trainee_id, x.module_id, array[x.module_id, case when x.covered_until is not null then m.renewed_by end] as ways
        from training.need x join training.module m on m.id = x.module_id where x.trainee_id = any (persons)) w
      left join lateral (
        select c.passed_at, c.lessons is null and m.acknowledged and not exists (select from training.completion a where a.trainee_id = c.trainee_id
            and a.module_id = c.module_id and a.revoked_at is null and a.acknowledged_at >= c.passed_at) as unsigned
        from training.completion c join training.module m on m.id = c.module_id
        where c.trainee_id = w.trainee_id and c.module_id = any (w.ways) and c.revoked_at is null order by c.passed_at desc limit 1) l on true) f
    where n.trainee_id = f.trainee_id and n.module_id = f.module_id
      and (n.enrolled_until, n.begun, n.unsigned) is distinct from (f.enrolled_until, f.begun, f.unsigned);
end $$;

-- After what covers a need was worked out: triggers of one table go by their names.
create function training.follow_people() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform training.follow(array(select id from changed));
  return null;
end $$;
create function training.follow_records() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform training.follow(array(select distinct trainee_id from changed));
  return null;
end $$;
-- The first lesson says that somebody has begun; those after it say nothing new, and cost nothing.
create function training.follow_learning() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare beginners uuid[] := array(select distinct c.trainee_id from changed c join training.need n on n.trainee_id = c.trainee_id
  join training.module m on m.id = n.module_id where not n.begun and c.module_id in (n.module_id, m.renewed_by));
begin
  if cardinality(beginners) > 0 then perform training.follow(beginners); end if;
  return null;
end $$;
create function training.follow_class() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform training.follow(array(select s.trainee_id from training.slip s where s.class_id = new.id));
  return null;
end $$;
create trigger move_follow after update on training.trainee referencing new table as changed for each statement
  when (pg_trigger_depth() = 0) execute function training.follow_people();
create trigger follow_in after insert on training.completion referencing new table as changed for each statement execute function training.follow_records();
create trigger follow_on after update on training.completion referencing new table as changed for each statement execute function training.follow_records();
create trigger follow_slip after insert on training.slip referencing new table as changed for each statement execute function training.follow_records();
create trigger follow_lesson after insert on training.lesson_done referencing new table as changed for each statement execute function training.follow_learning();
create trigger follow_attempt after insert on training.attempt referencing new table as changed for each statement execute function training.follow_learning();
create trigger follow_class after update of closed_at, ends_on, module_ids on training.class for each row execute function training.follow_class();

do $$ declare f text; begin
  foreach f in array array['follow(uuid[])', 'follow_people()', 'follow_records()', 'follow_learning()', 'follow_class()'] loop
    execute format('alter function training.%s owner to manumit_guard', f);
    execute format('revoke all on function training.%s from public', f);
  end loop;
end $$;
grant execute on function training.follow(uuid[]) to manumit_schema;
select training.follow(array(select id from training.trainee));
