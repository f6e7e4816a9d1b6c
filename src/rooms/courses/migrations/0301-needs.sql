-- What is required of whom, and until when each of it is covered. The curriculum stands here a second time (its files are the source, read at start), so that
-- what a roster, a completion or a waiver changes is worked out where it is written, by one statement for however many persons, whoever writes it.
create table training.module (
  id text primary key,
  version int not null,
  lessons text[] not null check (cardinality(lessons) > 0),
  -- Whether a text is signed: until then the module does not count.
  acknowledged boolean not null,
  renewed_by text,
  -- What the newest version adds, and until when whoever took the one before may wait with it.
  delta text[] not null default '{}',
  delta_until date
);

-- One line of the curriculum; null fits everybody. `within`: days after arrival until its modules are due.
create table training.rule (
  id text primary key,
  categories text[],
  roles text[],
  theatres text[],
  nations text[],
  modules text[] not null check (cardinality(modules) > 0),
  within int not null default 0
);
-- A module that stands in for another.
create table training.replacement (module_id text primary key, replaces text not null);

-- A person and a module they must have. Kept by the guard's functions alone.
create table training.need (
  trainee_id uuid not null,
  module_id text not null,
  party_id uuid not null,
  -- As at the trainee, so that a board is counted from one index.
  operation_id uuid,
  unit_id uuid,
  due_on date,
  -- By completions that count; 'infinity': as long as the appointment. In the past: it ended. Null: never.
  covered_until date,
  waived_until date,
  until date generated always as (greatest(covered_until, waived_until)) stored,
  -- Lessons that no completion carries, where some do; signed or not.
  missing text[],
  -- How the latest completion came; passed but not signed, it does not count.
  way text,
  passed_on date,
  signed boolean not null default false,
  primary key (trainee_id, module_id),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id)
);
-- Until when every module asked of a person is covered: null while one is not. One look says who may deploy.
alter table training.trainee add ready_until date;
create index trainee_party_ready on training.trainee (party_id, ready_until) where left_at is null;
-- What is not covered lies together with what is no longer, so that a board reads what is missing and nothing else.
create index need_operation on training.need (operation_id, coalesce(until, '-infinity'));
create index need_party on training.need (party_id, coalesce(until, '-infinity'));

-- Somebody need not have a module until a day: who said so is the one who approved it, never the one it was asked for.
create table training.waiver (
  id uuid primary key,
  trainee_id uuid not null,
  party_id uuid not null,
  module_id text not null check (length(module_id) between 1 and 40),
  reason text not null check (length(reason) between 1 and 500),
  until date not null,
  approved_by uuid not null references identity.person,
  approved_at timestamptz not null,
  ended_by uuid references identity.person,
  ended_at timestamptz,
  version int not null default 1,
  foreign key (trainee_id, party_id) references training.trainee (id, party_id),
  check ((ended_at is null) = (ended_by is null))
);
create index waiver_trainee on training.waiver (trainee_id, module_id);

do $$ declare t text; begin
  foreach t in array array['module', 'rule', 'replacement', 'need', 'waiver'] loop
    execute format('alter table training.%I enable row level security; alter table training.%I force row level security', t, t);
    execute format('create policy %I on training.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('create policy %I on training.%I to manumit_guard using (true) with check (true)', t || '_guard', t);
    execute format('grant select on training.%I to manumit_app', t);
    execute format('grant select, insert, update, delete on training.%I to manumit_guard', t);
  end loop;
  -- The curriculum is public, as the policy is.
  foreach t in array array['module', 'rule', 'replacement'] loop
    execute format('create policy %I on training.%I for select to manumit_app using (true)', t || '_read', t);
  end loop;
end $$;

create policy need_read on training.need for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer,commander}'))::uuid[])
  or operation_id = any ((select identity.parties('{training-officer,commander}'))::uuid[])
  or trainee_id = (select training.own_trainee())
  or trainee_id in (select t.id from training.trainee t where t.person_id = (select identity.person())));

create policy waiver_read on training.waiver for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer,commander}'))::uuid[])
  or trainee_id in (select t.id from training.trainee t where t.person_id = (select identity.person())
    or (t.left_at is null and t.operation_id = any ((select identity.parties('{training-officer,commander}'))::uuid[]))));
create policy waiver_write on training.waiver for insert to manumit_app with check (
  approved_by = (select identity.person()) and ended_by is null and party_id = any ((select identity.parties('{commander}'))::uuid[]));
create policy waiver_end on training.waiver for update to manumit_app using (party_id = any ((select identity.parties('{commander}'))::uuid[]))
  with check (ended_by = (select identity.person()));
grant insert on training.waiver to manumit_app;
grant update (ended_by, ended_at, version) on training.waiver to manumit_app;

-- Works out again what covers the needs of these persons, and until when they are ready. A lesson is covered by the completion that carries it longest; a module
-- by its lesson that ends first; what renews it carries it on, once it was had.
create function training.cover(persons uuid[]) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update training.need n set covered_until = c.until, missing = case when c.until is null and c.passed_on is not null then c.missing end, way = c.way, passed_on = c.passed_on, signed = c.signed,
      waived_until = (select max(w.until) from training.waiver w where w.trainee_id = n.trainee_id and w.module_id = n.module_id and w.ended_at is null)
    from (
      select l.trainee_id, l.module_id, array_agg(l.lesson order by l.lesson) filter (where l.passed_on is null) as missing,
        case when bool_and(l.until is not null) then greatest(min(l.until), max(l.renewed)) end as until, min(l.way) as way, max(l.passed_on) as passed_on, coalesce(bool_or(l.signed), false) as signed
      from (
        select n.trainee_id, n.module_id, x.lesson,
          max(case when k.counts then least(coalesce(k.valid_until, 'infinity'), case when k.module_version < m.version and x.lesson = any (m.delta) then m.delta_until end) end) as until,
          (select max(coalesce(r.valid_until, 'infinity')) from training.completion r join training.module rm on rm.id = r.module_id
            where r.trainee_id = n.trainee_id and r.module_id = m.renewed_by and r.revoked_at is null and r.lessons is null and (not rm.acknowledged or r.acknowledged_at is not null)) as renewed,
          (array_agg(k.way order by k.passed_at desc))[1] as way, max(k.passed_at)::date as passed_on, bool_or(k.counts) as signed
        from training.need n join training.module m on m.id = n.module_id cross join unnest(m.lessons) x (lesson)
        left join lateral (
          select p.module_version, p.valid_until, p.way, p.passed_at, not m.acknowledged or exists (select from training.completion a
              where a.trainee_id = p.trainee_id and a.module_id = p.module_id and a.revoked_at is null and a.acknowledged_at >= p.passed_at) as counts
            from training.completion p where p.trainee_id = n.trainee_id and p.module_id = n.module_id and p.revoked_at is null
              and (p.lessons is null or x.lesson = any (p.lessons))) k on true
        where n.trainee_id = any (persons)
        group by n.trainee_id, n.module_id, x.lesson, m.renewed_by) l
      group by l.trainee_id, l.module_id) c
    where n.trainee_id = c.trainee_id and n.module_id = c.module_id;
  update training.trainee t set ready_until = r.until
    from (select p.id, case when count(n.module_id) = 0 then 'infinity'::date when bool_and(n.until is not null) then min(n.until) end as until
      from unnest(persons) p (id) left join training.need n on n.trainee_id = p.id group by p.id) r
    where t.id = r.id and t.ready_until is distinct from r.until;
end $$;

-- The modules the curriculum asks of these persons become their needs, and no others.
create function training.require(persons uuid[]) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  with asked as (
    select t.id, t.party_id, t.operation_id, t.unit_id, m.id as module_id, min(t.arrives_on + r.within) as due_on, array_agg(m.id) over (partition by t.id) as together
      from training.trainee t join parties.party p on p.id = t.party_id left join parties.party o on o.id = t.operation_id
      join training.rule r on (r.categories is null or t.category = any (r.categories)) and (r.roles is null or r.roles && t.roles)
        and (r.theatres is null or o.code = any (r.theatres)) and (r.nations is null or p.code = any (r.nations))
      cross join unnest(r.modules) m (id)
      where t.id = any (persons) and t.left_at is null group by t.id, m.id),
  wanted as (
    select a.* from asked a where not exists (select from training.replacement x where x.replaces = a.module_id and x.module_id = any (a.together))),
  gone as (
    delete from training.need n where n.trainee_id = any (persons)
      and not exists (select from wanted w where w.id = n.trainee_id and w.module_id = n.module_id))
  insert into training.need (trainee_id, module_id, party_id, operation_id, unit_id, due_on)
    select w.id, w.module_id, w.party_id, w.operation_id, w.unit_id, w.due_on from wanted w
    on conflict (trainee_id, module_id) do update set operation_id = excluded.operation_id, unit_id = excluded.unit_id, due_on = excluded.due_on;
end $$;

-- Whoever is new has completed nothing here yet: only what is asked of them is worked out.
create function training.enter() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform training.require(array(select id from entered));
  return null;
end $$;
create function training.move() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare moved uuid[] := array(select id from changed);
begin
  perform training.require(moved);
  perform training.cover(moved);
  return null;
end $$;
create function training.complete() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform training.cover(array(select distinct trainee_id from changed));
  return null;
end $$;
create trigger enter after insert on training.trainee referencing new table as entered for each statement execute function training.enter();
create trigger move after update on training.trainee referencing new table as changed for each statement when (pg_trigger_depth() = 0) execute function training.move();
create trigger complete_in after insert on training.completion referencing new table as changed for each statement execute function training.complete();
create trigger complete_on after update on training.completion referencing new table as changed for each statement execute function training.complete();
create trigger waive_in after insert on training.waiver referencing new table as changed for each statement execute function training.complete();
create trigger waive_on after update on training.waiver referencing new table as changed for each statement execute function training.complete();

do $$ declare f text; begin
  foreach f in array array['cover(uuid[])', 'require(uuid[])', 'enter()', 'move()', 'complete()'] loop
    execute format('alter function training.%s owner to manumit_guard', f);
    execute format('revoke all on function training.%s from public', f);
  end loop;
end $$;
grant execute on function training.cover(uuid[]), training.require(uuid[]) to manumit_schema;
