-- Who must learn, and what they completed. No name stands here: a trainee is a service number whose name the party keeps. The board, the class and the
-- player all hang on these two tables; what is required of whom is a rule over them.
create schema training;
grant usage on schema training to manumit_app, manumit_guard;

create table training.trainee (
  id uuid primary key,
  -- Whose person it is: a nation, a body, an operation (local hires) or a contractor.
  party_id uuid not null references parties.party,
  service_number text not null check (service_number ~ '^[A-Z0-9][A-Z0-9-]{2,23}$'),
  category text not null check (category in ('contingent', 'augmentee', 'headquarters', 'agency', 'consultant', 'contractor', 'local-hire')),
  -- Roles of the curriculum (policies/<edition>/courses/curriculum.yaml), not of grants.
  roles text[] not null default '{}',
  unit_id uuid,
  operation_id uuid references parties.party,
  rotation_id uuid references parties.rotation,
  arrives_on date,
  leaves_on date check (leaves_on >= arrives_on),
  -- The account of somebody who also works at the desk.
  person_id uuid references identity.person,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  left_at timestamptz,
  version int not null default 1,
  unique (party_id, service_number),
  unique (id, party_id),
  foreign key (unit_id, party_id) references parties.unit (id, party_id)
);
create index trainee_operation on training.trainee (operation_id, unit_id) where left_at is null;
create index trainee_unit on training.trainee (unit_id) where left_at is null;
create index trainee_person on training.trainee (person_id) where person_id is not null;

-- A module passed (or, where `lessons` is given, those lessons of it only). It counts once its acknowledgement is signed, where the module has one.
create table training.completion (
  id uuid primary key,
  trainee_id uuid not null,
  party_id uuid not null,
  module_id text not null check (length(module_id) between 1 and 40),
  module_version int not null check (module_version >= 1),
  lessons text[],
  -- player: at /learn; class: on paper, entered by the instructor; xapi, table: sent by the party's own learning system; recognised: an equivalent course.
  way text not null check (way in ('player', 'class', 'xapi', 'table', 'recognised')),
  -- The attempt or statement it came from: the same one twice is one completion.
  source_id text not null,
  passed_at timestamptz not null,
  score int check (score between 0 and 100),
  acknowledged_at timestamptz,
  acknowledgement_hash bytea check (length(acknowledgement_hash) = 32),
  valid_until date,
  recorded_at timestamptz not null,
  recorded_by uuid references identity.person,
  revoked_at timestamptz,
  revoked_by uuid references identity.person,
  revoked_reason text check (length(revoked_reason) between 1 and 500),
  unique (trainee_id, module_id, way, source_id),
  unique (id, party_id),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id),
  check ((acknowledged_at is null) = (acknowledgement_hash is null)),
  check ((revoked_at is null) = (revoked_by is null))
);
create index completion_trainee on training.completion (trainee_id, module_id);

do $$ declare t text; begin
  foreach t in array array['trainee', 'completion'] loop
    execute format('alter table training.%I enable row level security; alter table training.%I force row level security', t, t);
    execute format('create policy %I on training.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('create policy %I on training.%I to manumit_guard using (true) with check (true)', t || '_guard', t);
    execute format('grant select, insert, update on training.%I to manumit_guard', t);
    execute format('grant select, insert on training.%I to manumit_app', t);
  end loop;
end $$;

-- The learner this transaction was opened for (class code, service number and PIN), or null.
create function training.own_trainee() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := identity.verified();
begin return case when c ->> 'kind' = 'learner' then (c ->> 'person')::uuid end; end $$;
grant create on schema training to manumit_guard;
alter function training.own_trainee() owner to manumit_guard;
revoke all on function training.own_trainee() from public;
grant execute on function training.own_trainee() to manumit_app;

-- Persons are seen by those who train and lead them: at their party, and in the operation they go to. Nobody else, headquarters included: it gets counts.
create policy trainee_read on training.trainee for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer,commander}'))::uuid[])
  or (operation_id = any ((select identity.parties('{training-officer,commander}'))::uuid[]) and left_at is null)
  or id = (select training.own_trainee()) or person_id = (select identity.person()));
create policy trainee_write on training.trainee for insert to manumit_app with check (
  recorded_by = (select identity.person()) and party_id = any ((select identity.parties('{training-officer}'))::uuid[]));
create policy trainee_change on training.trainee for update to manumit_app
  using (party_id = any ((select identity.parties('{training-officer}'))::uuid[])) with check (party_id = any ((select identity.parties('{training-officer}'))::uuid[]));
grant update (category, roles, unit_id, operation_id, rotation_id, arrives_on, leaves_on, person_id, left_at, version) on training.trainee to manumit_app;

create policy completion_read on training.completion for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer,commander}'))::uuid[])
  or trainee_id = (select training.own_trainee())
  or trainee_id in (select t.id from training.trainee t where t.person_id = (select identity.person())
    or t.operation_id = any ((select identity.parties('{training-officer,commander}'))::uuid[])));
create policy completion_write on training.completion for insert to manumit_app with check (
  (recorded_by = (select identity.person()) and party_id = any ((select identity.parties('{training-officer}'))::uuid[]))
  or (recorded_by is null and trainee_id = (select training.own_trainee()) and way = 'player'));
create policy completion_acknowledge on training.completion for update to manumit_app
  using (party_id = any ((select identity.parties('{training-officer}'))::uuid[]) or trainee_id = (select training.own_trainee()))
  with check ((party_id = any ((select identity.parties('{training-officer}'))::uuid[]) or trainee_id = (select training.own_trainee()))
    and (revoked_by is null or revoked_by = (select identity.person())));
grant update (acknowledged_at, acknowledgement_hash, valid_until, revoked_at, revoked_by, revoked_reason) on training.completion to manumit_app;
