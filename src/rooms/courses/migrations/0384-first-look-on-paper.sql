-- A class on paper answers the same questions before it begins, and its instructor enters what the sheets came to: how many were right before, and what the first
-- final test came to, passed or not. `sheet` is the test on paper it was entered with, as completions name it. Null: at the player, where the first check is kept itself.
alter table training.first_look
  add sheet text check (length(sheet) between 1 and 200),
  add sheet_score int check (sheet_score between 0 and 100),
  add recorded_by uuid references identity.person (id),
  add check ((sheet is null) = (sheet_score is null) and (sheet is null) = (recorded_by is null));

-- A learner says of themselves what they knew; of a sheet the instructor says it, in their own name, of people of their own party.
drop policy first_look_write on training.first_look;
create policy first_look_write on training.first_look for insert to manumit_app with check (
  trainee_id = (select training.own_trainee()) and sheet is null and recorded_by is null);
create policy first_look_enter on training.first_look for insert to manumit_app with check (
  sheet is not null and recorded_by = (select identity.person()) and party_id = any ((select identity.parties('{training-officer}'))::uuid[]));

-- A sheet taken back was another person's, or wrongly counted: what was said with it of before goes too, and can be entered anew with a test of another series or day.
create policy first_look_take_back on training.first_look for delete to manumit_guard using (sheet is not null);
grant delete on training.first_look to manumit_guard;
create or replace function training.take_back() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from changed where revoked_at is not null) then return null; end if;
  update training.certificate k set revoked_at = c.revoked_at, revoked_by = c.revoked_by, revoked_reason = coalesce(c.revoked_reason, 'xAPI')
    from changed c where k.completion_id = c.id and c.revoked_at is not null and k.revoked_at is null;
  delete from training.first_look f using changed c where c.way = 'class' and c.revoked_at is not null and f.trainee_id = c.trainee_id and f.module_id = c.module_id
    and f.sheet = c.source_id;
  with again as (
    update training.attempt a set passed = false, acknowledged_at = null, acknowledgement_hash = null
      from changed c where c.way = 'player' and c.revoked_at is not null and a.trainee_id = c.trainee_id and a.id::text = c.source_id and a.passed
      returning a.trainee_id, a.party_id, a.module_id, c.revoked_at, c.revoked_by)
  insert into training.tries_reset (id, trainee_id, party_id, module_id, reset_at, reset_by)
    select gen_random_uuid(), trainee_id, party_id, module_id, revoked_at, revoked_by from again;
  return null;
end $$;

-- Fewer than five people are not shown: people, and not what they answered. Somebody who answered before two versions of a module is one person still, with one share,
-- the mean of both.
create or replace function training.knowledge(scope uuid, smallest int) returns table (party uuid, rotation uuid, module text, persons int, before int, after int)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select g.party_id, g.rotation_id, g.module_id, case when g.n >= greatest(smallest, 5) then g.n end,
    case when g.n >= greatest(smallest, 5) then round(g.before)::int end, case when g.n >= greatest(smallest, 5) then round(g.after)::int end
  from (
    select o.party_id, o.rotation_id, o.module_id, count(*)::int as n, avg(o.before) as before, avg(o.after) as after
    from (
      select t.party_id, t.rotation_id, f.module_id, f.trainee_id, avg(f.score) as before, avg(a.score) as after
      from training.first_look f join training.trainee t on t.id = f.trainee_id
        cross join lateral (select f.sheet_score as score where f.sheet is not null
          union all (select k.score from training.attempt k where f.sheet is null and k.trainee_id = f.trainee_id and k.module_id = f.module_id
            and k.module_version = f.module_version and k.received_at is not null order by k.drawn_at limit 1)) a
      where scope in (t.party_id, t.operation_id)
        and ((select identity.holds('{policy-office}')) or scope = any ((select identity.parties('{training-officer,commander}'))::uuid[]))
      group by 1, 2, 3, 4) o
    group by 1, 2, 3) g $$;
