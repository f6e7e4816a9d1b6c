-- Whoever passed a module elsewhere (by xAPI, by a table, on paper, in an equivalent course) and lacks only the signature gives it at the player. This one stands before
-- 0366 and 0381 in a new database and after them in an older one, and depends on neither.
alter table training.module
  -- The fingerprints of the text that is signed, one for each language it can be read in.
  add texts bytea[] not null default '{}';

-- What of a module somebody has from elsewhere, where nothing but the signature can be missing of it: every lesson is carried by records of the version there is now that were
-- not taken back and have not ended. The one that is to be signed comes first; a signature no earlier than a record is one for it, as for the board. `until`: when the first
-- lesson ends. Null: there is none, or a lesson is missing. What was passed at the player is signed there, with its check. It sees what its caller may see.
create function training.elsewhere(who uuid, of_module text) returns jsonb language sql stable set search_path = pg_catalog, pg_temp as $$
  with held as (
    select c.id, c.way, c.lessons, c.passed_at, c.score, coalesce(c.valid_until, 'infinity') as until, (select max(a.acknowledged_at) from training.completion a
        where a.trainee_id = who and a.module_id = of_module and a.revoked_at is null and a.acknowledged_at >= c.passed_at) as signed_at
    from training.completion c join training.module m on m.id = c.module_id and m.version = c.module_version
    where c.trainee_id = who and c.module_id = of_module and m.acknowledged and c.revoked_at is null and (c.valid_until is null or c.valid_until >= current_date)),
  whole as (
    select min(l.until) as until
    from training.module m cross join unnest(m.lessons) x (lesson)
    cross join lateral (select max(h.until) as until from held h where h.lessons is null or x.lesson = any (h.lessons)) l
    where m.id = of_module having bool_and(l.until is not null))
  select jsonb_build_object('record', h.id, 'version', m.version, 'passedAt', h.passed_at, 'score', h.score, 'signedAt', h.signed_at, 'until', nullif(w.until, 'infinity'))
  from whole w cross join held h join training.module m on m.id = of_module
  where h.way <> 'player'
  order by h.signed_at is not null, h.lessons is not null, h.passed_at desc, h.id limit 1 $$;
revoke all on function training.elsewhere(uuid, text) from public;
grant execute on function training.elsewhere(uuid, text) to manumit_app, manumit_guard;

-- The same for the pages of one learner, by module. A session that is over answers nothing.
create function training.learner_elsewhere(token text) returns jsonb language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(jsonb_object_agg(x.module_id, x.had) filter (where x.had is not null), '{}') from (
    select c.module_id, training.elsewhere(k.trainee_id, c.module_id) as had
    from training.learner_session k join training.trainee t on t.id = k.trainee_id join training.completion c on c.trainee_id = k.trainee_id
    where k.token_hash = sha256(convert_to(token, 'UTF8')) and k.ended_at is null and k.ends_at > now() and t.left_at is null
    group by k.trainee_id, c.module_id) x $$;
alter function training.learner_elsewhere(text) owner to manumit_guard;
revoke all on function training.learner_elsewhere(text) from public;
grant execute on function training.learner_elsewhere(text) to manumit_app;

-- What a learner signs is the text of the module, and no later than today: a signature of a day to come would be one for all that is passed until then. What is not of a check
-- at the player is signed only while it counts otherwise: passed before, in the version there is now, not ended.
create function training.is_signature(of_module text, of_version int, of_way text, passed timestamptz, holds_until date, hash bytea, at_time timestamptz) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from training.module m where m.id = of_module and hash = any (m.texts) and at_time < greatest(passed, now()) + interval '1 day'
    and (of_way = 'player' or (at_time >= passed and of_version = m.version and (holds_until is null or holds_until >= current_date)))) $$;
alter function training.is_signature(text, int, text, timestamptz, date, bytea, timestamptz) owner to manumit_guard;
revoke all on function training.is_signature(text, int, text, timestamptz, date, bytea, timestamptz) from public;
grant execute on function training.is_signature(text, int, text, timestamptz, date, bytea, timestamptz) to manumit_app;

-- Beside what lets a learner write of their own (0366): whose it is, that it is not signed yet and not taken back is said there.
create policy completion_text on training.completion as restrictive for update to manumit_app using (true) with check (
  (select training.own_trainee()) is null or training.is_signature(module_id, module_version, way, passed_at, valid_until, acknowledgement_hash, acknowledged_at));
create policy completion_text_first on training.completion as restrictive for insert to manumit_app with check (
  (select training.own_trainee()) is null or acknowledged_at is null
  or training.is_signature(module_id, module_version, way, passed_at, valid_until, acknowledgement_hash, acknowledged_at));
