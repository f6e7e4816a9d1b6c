-- Classes, the slips that let a trainee in without mail or account, and what is learnt with them. A slip is a class code, a service number and a PIN on
-- paper: no name stands here. Phones are shared and shelters have no network, so two secrets are told apart: the one of a session opens pages, ends with
-- the next phone and with "leave"; the one of the queue only hands in what was done without a network, and lives on until that has arrived.
create table training.class (
  id uuid primary key,
  party_id uuid not null references parties.party,
  unit_id uuid,
  -- No letter that reads like a figure.
  code text not null unique check (code ~ '^[2-9A-HJKMNP-Z]{8}$'),
  title text not null check (length(title) between 1 and 100),
  module_ids text[] not null check (cardinality(module_ids) between 1 and 20),
  instructor_id uuid not null references identity.person,
  starts_on date not null,
  ends_on date not null check (ends_on between starts_on and starts_on + 400),
  closed_at timestamptz,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  version int not null default 1,
  unique (id, party_id),
  foreign key (unit_id, party_id) references parties.unit (id, party_id)
);
create index class_party on training.class (party_id, ends_on desc, id);

-- The digest is SHA-256 over the Argon2id output, as for passwords: what the program sends is compared here and never leaves the database.
create table training.slip (
  id uuid primary key,
  class_id uuid not null,
  party_id uuid not null,
  trainee_id uuid not null,
  pin_salt bytea not null check (length(pin_salt) = 16),
  pin_digest bytea not null check (length(pin_digest) = 32),
  failures int not null default 0,
  closed_until timestamptz,
  made_at timestamptz not null,
  made_by uuid not null references identity.person,
  unique (class_id, trainee_id),
  unique (id, trainee_id),
  foreign key (class_id, party_id) references training.class (id, party_id),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id)
);
create index slip_trainee on training.slip (trainee_id);

create table training.learner_session (
  id uuid primary key,
  trainee_id uuid not null,
  party_id uuid not null,
  -- Null: somebody who came from their account at the desk.
  slip_id uuid,
  token_hash bytea not null unique,
  ticket_hash bytea not null unique,
  started_at timestamptz not null default now(),
  ends_at timestamptz not null,
  ticket_ends_at timestamptz not null,
  ended_at timestamptz,
  ended_because text check (ended_because in ('other-phone', 'left', 'new-pin', 'taken-over')),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id),
  foreign key (slip_id, trainee_id) references training.slip (id, trainee_id),
  check ((ended_at is null) = (ended_because is null))
);
create index learner_session_slip on training.learner_session (slip_id, started_at);
create index learner_session_trainee on training.learner_session (trainee_id, started_at);

create table training.lesson_done (
  trainee_id uuid not null,
  party_id uuid not null,
  module_id text not null check (length(module_id) between 1 and 40),
  lesson_id text not null check (length(lesson_id) between 1 and 40),
  lesson_version int not null check (lesson_version >= 1),
  done_at timestamptz not null,
  primary key (trainee_id, lesson_id, lesson_version),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id)
);

-- A final check as it was drawn. The answers themselves are not kept: only what they came to, and which questions to read again.
create table training.attempt (
  id uuid primary key,
  trainee_id uuid not null,
  party_id uuid not null,
  class_id uuid,
  module_id text not null check (length(module_id) between 1 and 40),
  module_version int not null check (module_version >= 1),
  drawn jsonb not null,
  drawn_at timestamptz not null,
  -- When the learner says it was answered (a phone without a network), and when it arrived.
  answered_at timestamptz,
  received_at timestamptz,
  score int check (score between 0 and 100),
  missed text[],
  passed boolean,
  acknowledged_at timestamptz,
  acknowledgement_hash bytea check (length(acknowledgement_hash) = 32),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id),
  foreign key (class_id, party_id) references training.class (id, party_id),
  check ((received_at is null) = (score is null) and (score is null) = (passed is null) and (score is null) = (missed is null) and (score is null) = (answered_at is null)),
  check ((acknowledged_at is null) = (acknowledgement_hash is null) and (acknowledged_at is null or passed))
);
-- One open check at a time: leaving and coming back draws no easier one, on no device.
create unique index attempt_open on training.attempt (trainee_id, module_id, module_version) where received_at is null;
create index attempt_trainee on training.attempt (trainee_id, module_id, drawn_at);
create index attempt_class on training.attempt (class_id);

-- An instructor gives new tries. Nothing of the earlier ones is taken away.
create table training.tries_reset (
  id uuid primary key,
  trainee_id uuid not null,
  party_id uuid not null,
  module_id text not null check (length(module_id) between 1 and 40),
  reset_at timestamptz not null,
  reset_by uuid not null references identity.person,
  foreign key (trainee_id, party_id) references training.trainee (id, party_id)
);
create index tries_reset_trainee on training.tries_reset (trainee_id, module_id);

do $$ declare t text; begin
  foreach t in array array['class', 'slip', 'learner_session', 'lesson_done', 'attempt', 'tries_reset'] loop
    execute format('alter table training.%I enable row level security; alter table training.%I force row level security', t, t);
    execute format('create policy %I on training.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('create policy %I on training.%I to manumit_guard using (true) with check (true)', t || '_guard', t);
    execute format('grant select, insert, update on training.%I to manumit_guard', t);
  end loop;
end $$;
grant select on training.class, training.lesson_done, training.attempt, training.tries_reset to manumit_app;
grant select (id, class_id, party_id, trainee_id, failures, closed_until, made_at, made_by) on training.slip to manumit_app;
grant select (id, trainee_id, party_id, slip_id, started_at, ends_at, ended_at, ended_because) on training.learner_session to manumit_app;
grant insert on training.class, training.slip, training.lesson_done, training.attempt, training.tries_reset to manumit_app;
grant update (title, module_ids, instructor_id, ends_on, closed_at, version) on training.class to manumit_app;
grant update (pin_salt, pin_digest, failures, closed_until, made_at, made_by) on training.slip to manumit_app;
grant update (ended_at, ended_because) on training.learner_session to manumit_app;
grant update (answered_at, received_at, score, missed, passed, acknowledged_at, acknowledgement_hash) on training.attempt to manumit_app;

-- Who teaches sees the class; a commander sees that it is there, and the board, but nobody's tries.
create policy class_read on training.class for select to manumit_app using (party_id = any ((select identity.parties('{training-officer,commander}'))::uuid[]));
create policy class_write on training.class for insert to manumit_app with check (
  recorded_by = (select identity.person()) and party_id = any ((select identity.parties('{training-officer}'))::uuid[]));
create policy class_change on training.class for update to manumit_app
  using (party_id = any ((select identity.parties('{training-officer}'))::uuid[])) with check (party_id = any ((select identity.parties('{training-officer}'))::uuid[]));
create policy slip_read on training.slip for select to manumit_app using (party_id = any ((select identity.parties('{training-officer}'))::uuid[]));
create policy slip_write on training.slip for insert to manumit_app with check (
  made_by = (select identity.person()) and party_id = any ((select identity.parties('{training-officer}'))::uuid[]));
create policy slip_change on training.slip for update to manumit_app
  using (party_id = any ((select identity.parties('{training-officer}'))::uuid[])) with check (made_by = (select identity.person()));
create policy learner_session_read on training.learner_session for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer}'))::uuid[]) or trainee_id = (select training.own_trainee()));
create policy learner_session_end on training.learner_session for update to manumit_app
  using (party_id = any ((select identity.parties('{training-officer}'))::uuid[]) or trainee_id = (select training.own_trainee()))
  with check (ended_at is not null);
create policy lesson_done_read on training.lesson_done for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer}'))::uuid[]) or trainee_id = (select training.own_trainee()));
create policy lesson_done_write on training.lesson_done for insert to manumit_app with check (trainee_id = (select training.own_trainee()));
create policy attempt_read on training.attempt for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer}'))::uuid[]) or trainee_id = (select training.own_trainee()));
create policy attempt_write on training.attempt for insert to manumit_app with check (trainee_id = (select training.own_trainee()) and received_at is null);
create policy attempt_answer on training.attempt for update to manumit_app
  using (trainee_id = (select training.own_trainee())) with check (trainee_id = (select training.own_trainee()));
create policy tries_reset_read on training.tries_reset for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer}'))::uuid[]) or trainee_id = (select training.own_trainee()));
create policy tries_reset_write on training.tries_reset for insert to manumit_app with check (
  reset_by = (select identity.person()) and party_id = any ((select identity.parties('{training-officer}'))::uuid[]));

-- Whether a class takes anybody in today, as one rule for every way in.
create function training.is_open(c training.class) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
  select c.closed_at is null and current_date between c.starts_on and c.ends_on $$;

-- Puts the claims of a learner into this transaction: their own number, no grants.
create function training.admit(who uuid, number text, session uuid) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare claims jsonb := jsonb_build_object('person', who, 'kind', 'learner', 'name', number, 'session', session, 'language', 'en', 'sole', false, 'grants', '[]'::jsonb);
begin
  perform set_config('manumit.claims', identity.signature(key, convert_to(claims::text, 'UTF8')) || claims::text, true) from identity.secret;
  return claims;
end $$;

-- What the program needs to work out a PIN. A slip that is not there has a salt too: nobody learns from this who is in a class.
create function training.slip_salt(class_code text, number text) returns jsonb language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object(
    'salt', encode(coalesce(s.pin_salt, substr(identity.keyed('slip ' || class_code || ' ' || number), 1, 16)), 'hex'),
    'seconds', ceil(greatest(0, extract(epoch from s.closed_until - now()))))
  from (select 1) one left join (
    select k.pin_salt, k.closed_until from training.slip k join training.class c on c.id = k.class_id join training.trainee t on t.id = k.trainee_id
    where c.code = class_code and t.service_number = number) s on true $$;

-- Lets in who has the slip, ends the session of the phone before, and opens the claims. Null where it does not fit. Failures count per slip, never per
-- address: a barracks stands behind one. Each fifth closes the slip for longer, from five minutes to an hour.
create function training.enter_class(class_code text, number text, pin bytea, new_session uuid, token text, ticket text) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare s record;
begin
  perform set_config('manumit.claims', '', true);
  select k.id, k.trainee_id, k.party_id, k.pin_digest, k.failures, k.closed_until, c.ends_on into s
    from training.slip k join training.class c on c.id = k.class_id join training.trainee t on t.id = k.trainee_id
    where c.code = class_code and t.service_number = number and t.left_at is null and training.is_open(c) for update of k;
  if not found or s.closed_until > now() then return null; end if;
  if s.pin_digest <> sha256(pin) then
    update training.slip set failures = s.failures + 1,
      closed_until = case when (s.failures + 1) % 5 = 0 then now() + least(interval '1 hour', interval '5 minutes' * power(2, (s.failures + 1) / 5 - 1)) end
      where id = s.id;
    return null;
  end if;
  update training.slip set failures = 0, closed_until = null where id = s.id and failures > 0;
  update training.learner_session set ended_at = now(), ended_because = 'other-phone' where slip_id = s.id and ended_at is null and ends_at > now();
  insert into training.learner_session (id, trainee_id, party_id, slip_id, token_hash, ticket_hash, ends_at, ticket_ends_at)
    values (new_session, s.trainee_id, s.party_id, s.id, sha256(convert_to(token, 'UTF8')), sha256(convert_to(ticket, 'UTF8')),
      now() + interval '24 hours', s.ends_on + interval '60 days');
  return training.admit(s.trainee_id, number, new_session);
end $$;

-- Opens the claims of a learner by the secret of a session, or by that of a queue, which outlives it.
create function training.enter_learner(secret text, of_queue boolean) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare s record; hash bytea := sha256(convert_to(secret, 'UTF8'));
begin
  perform set_config('manumit.claims', '', true);
  select k.id, k.trainee_id, t.service_number into s from training.learner_session k join training.trainee t on t.id = k.trainee_id
    where t.left_at is null and case when of_queue then k.ticket_hash = hash and k.ticket_ends_at > now()
      else k.token_hash = hash and k.ended_at is null and k.ends_at > now() end;
  if not found then return null; end if;
  return training.admit(s.trainee_id, s.service_number, s.id);
end $$;

-- All that the pages of one learner show: who, in which class, what is done. Where the session is over it says why and when, and nothing else.
create function training.learner(token text) returns jsonb language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare s record;
begin
  select k.*, t.service_number, t.left_at, c.id as class_id, c.code, c.title, c.module_ids, c.ends_on, c.closed_at into s
    from training.learner_session k join training.trainee t on t.id = k.trainee_id
    left join training.slip p on p.id = k.slip_id left join training.class c on c.id = p.class_id
    where k.token_hash = sha256(convert_to(token, 'UTF8'));
  if not found then return null; end if;
  if s.ended_at is not null or s.ends_at <= now() or s.left_at is not null or s.closed_at is not null then
    return jsonb_build_object('over', case when s.ended_at is not null then s.ended_because when s.closed_at is not null then 'class-closed' else 'ended' end,
      'at', coalesce(s.ended_at, least(s.ends_at, coalesce(s.closed_at, s.ends_at))));
  end if;
  return jsonb_build_object('session', s.id, 'trainee', s.trainee_id, 'number', s.service_number,
    'class', case when s.class_id is not null then jsonb_build_object('id', s.class_id, 'code', s.code, 'title', s.title, 'modules', s.module_ids, 'endsOn', s.ends_on) end,
    'done', (select coalesce(jsonb_agg(jsonb_build_object('lesson', d.lesson_id, 'version', d.lesson_version)), '[]') from training.lesson_done d where d.trainee_id = s.trainee_id),
    'attempts', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'module', a.module_id, 'version', a.module_version, 'drawn', case when a.received_at is null then a.drawn end,
        'receivedAt', a.received_at, 'score', a.score, 'missed', a.missed, 'passed', a.passed, 'acknowledgedAt', a.acknowledged_at,
        'forgiven', exists (select from training.tries_reset r where r.trainee_id = a.trainee_id and r.module_id = a.module_id and r.reset_at >= a.received_at)) order by a.drawn_at), '[]')
      from training.attempt a where a.trainee_id = s.trainee_id));
end $$;

-- Somebody with an account takes their own modules: a way to the player for two minutes, for the trainee their account stands on.
create function training.open_own(who uuid, new_session uuid, once text) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into training.learner_session (id, trainee_id, party_id, token_hash, ticket_hash, ends_at, ticket_ends_at)
    select new_session, t.id, t.party_id, sha256(convert_to('once ' || once, 'UTF8')), sha256(convert_to('once-ticket ' || once, 'UTF8')), now() + interval '2 minutes', now()
    from training.trainee t where t.id = who and t.person_id = (select identity.person()) and t.left_at is null;
  return found;
end $$;
create function training.enter_own(once text, new_session uuid, token text, ticket text) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare s record;
begin
  perform set_config('manumit.claims', '', true);
  update training.learner_session k set ended_at = now(), ended_because = 'taken-over' from training.trainee t
    where t.id = k.trainee_id and k.token_hash = sha256(convert_to('once ' || once, 'UTF8')) and k.ended_at is null and k.ends_at > now() and t.left_at is null
    returning k.trainee_id, k.party_id, t.service_number into s;
  if not found then return null; end if;
  insert into training.learner_session (id, trainee_id, party_id, token_hash, ticket_hash, ends_at, ticket_ends_at)
    values (new_session, s.trainee_id, s.party_id, sha256(convert_to(token, 'UTF8')), sha256(convert_to(ticket, 'UTF8')), now() + interval '24 hours', now() + interval '60 days');
  return training.admit(s.trainee_id, s.service_number, new_session);
end $$;

do $$ declare f text; begin
  foreach f in array array['training.is_open(training.class)', 'training.admit(uuid, text, uuid)', 'training.slip_salt(text, text)', 'training.enter_class(text, text, bytea, uuid, text, text)',
      'training.enter_learner(text, boolean)', 'training.learner(text)', 'training.open_own(uuid, uuid, text)', 'training.enter_own(text, uuid, text, text)'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function training.slip_salt(text, text), training.enter_class(text, text, bytea, uuid, text, text), training.enter_learner(text, boolean), training.learner(text),
  training.open_own(uuid, uuid, text), training.enter_own(text, uuid, text, text) to manumit_app;
