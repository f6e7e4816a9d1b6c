-- Whoever had SQL of their own under the claims of a learner could write into their own check that it was passed, a completion without one, and until when it
-- holds. The database grades for itself now: the key stands at the module, readable by the guard alone, and what the program counted must be what is counted here.
alter table training.module
  -- How many months a module stays valid; null: as long as the appointment.
  add valid_months int,
  -- Of the final check: how many questions, the pass mark, the tries, the critical rules, and the right answers by lesson and item.
  add checks jsonb not null default '{}';
revoke select on training.module from manumit_app;
grant select (id, version, lessons, acknowledged, renewed_by, delta, delta_until, valid_months) on training.module to manumit_app;

-- The answers, for the moment in which they are graded: never kept.
alter table training.attempt add given jsonb check (given is null);
grant update (given) on training.attempt to manumit_app;

create function training.grade() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
          and a.received_at is not null and not exists (select from training.tries_reset r where r.trainee_id = a.trainee_id and r.module_id = a.module_id and r.reset_at >= a.received_at)) then
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
alter function training.grade() owner to manumit_guard;
revoke all on function training.grade() from public;
create trigger grade before insert or update on training.attempt for each row execute function training.grade();

-- What a learner records is a check they passed, for as long as the module holds; of it they sign, once, and nothing else.
create function training.passed_check(source text, of_module text, of_version int, of_score int, at_time timestamptz, holds_until date) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from training.attempt a join training.module m on m.id = a.module_id
    where a.trainee_id = (select training.own_trainee()) and a.id::text = source and a.module_id = of_module and a.module_version = of_version and a.passed
      and a.score = of_score and a.answered_at = at_time
      and (m.valid_months is null or holds_until <= (at_time at time zone 'UTC' + make_interval(months => m.valid_months))::date + 1)) $$;
alter function training.passed_check(text, text, int, int, timestamptz, date) owner to manumit_guard;
revoke all on function training.passed_check(text, text, int, int, timestamptz, date) from public;
grant execute on function training.passed_check(text, text, int, int, timestamptz, date) to manumit_app;

drop policy completion_write on training.completion;
create policy completion_write on training.completion for insert to manumit_app with check (
  recorded_by = (select identity.person()) and party_id = any ((select identity.parties('{training-officer}'))::uuid[]));
create policy completion_pass on training.completion for insert to manumit_app with check (
  recorded_by is null and trainee_id = (select training.own_trainee()) and way = 'player' and lessons is null and revoked_at is null
  and training.passed_check(source_id, module_id, module_version, score, passed_at, valid_until));
drop policy completion_acknowledge on training.completion;
create policy completion_sign on training.completion for update to manumit_app
  using (trainee_id = (select training.own_trainee()) and acknowledged_at is null and revoked_at is null)
  with check (trainee_id = (select training.own_trainee()) and revoked_at is null);
create policy completion_keep on training.completion for update to manumit_app
  using (party_id = any ((select identity.parties('{training-officer}'))::uuid[]) and revoked_at is null)
  with check (party_id = any ((select identity.parties('{training-officer}'))::uuid[]) and (revoked_by is null or revoked_by = (select identity.person())));
revoke update (valid_until) on training.completion from manumit_app;
