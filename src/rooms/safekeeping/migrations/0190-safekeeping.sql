-- Nothing lost, nothing kept too long: which backups were proven, what is held back from deletion, and the deletion itself.
create schema safekeeping;
grant usage on schema safekeeping to manumit_app, manumit_guard;
grant create on schema safekeeping to manumit_guard;

-- A backup stands here only once it has been restored and compared.
create table safekeeping.backup (
  id uuid primary key,
  name text not null unique check (length(name) between 1 and 100),
  kind text not null check (kind in ('cluster', 'logical')),
  made_at timestamptz not null,
  bytes bigint not null check (bytes > 0),
  recipients int not null check (recipients > 0),
  proven_at timestamptz not null check (proven_at >= made_at),
  proof_seconds numeric not null,
  tables int not null,
  row_count bigint not null,
  links bigint not null,
  recorded_by uuid not null references identity.person default identity.person()
);
create index backup_made on safekeeping.backup (made_at desc);

-- An open matter: nothing about this person (or, without one, about anybody) is deleted until it is lifted.
create table safekeeping.hold (
  id uuid primary key,
  person_id uuid references identity.person,
  reason text not null check (length(reason) between 1 and 2000),
  placed_by uuid not null references identity.person default identity.person(),
  placed_at timestamptz not null,
  lifted_by uuid references identity.person,
  lifted_at timestamptz,
  check ((lifted_by is null) = (lifted_at is null))
);
create index hold_open on safekeeping.hold (person_id) where lifted_at is null;

do $$ declare t text; begin
  foreach t in array array['backup', 'hold'] loop
    execute format('alter table safekeeping.%I enable row level security; alter table safekeeping.%I force row level security', t, t);
    execute format('create policy %I on safekeeping.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
  end loop;
end $$;
grant select, insert on safekeeping.backup to manumit_app;
create policy backup_read on safekeeping.backup for select to manumit_app using ((select identity.holds('{policy-office,platform-admin,auditor}')));
create policy backup_record on safekeeping.backup for insert to manumit_app with check ((select identity.operator()) and recorded_by = (select identity.person()));
-- Who is held names people under inquiry: not for administrators.
grant select, insert, update (lifted_by, lifted_at) on safekeeping.hold to manumit_app;
grant select on safekeeping.hold to manumit_guard;
create policy hold_guard on safekeeping.hold for select to manumit_guard using (true);
create policy hold_read on safekeeping.hold for select to manumit_app using ((select identity.holds('{policy-office,auditor}')));
create policy hold_place on safekeeping.hold for insert to manumit_app with check (
  (select identity.holds('{policy-office}')) and placed_by = (select identity.person()) and lifted_at is null);
create policy hold_lift on safekeeping.hold for update to manumit_app using ((select identity.holds('{policy-office}')) and lifted_at is null)
  with check (lifted_by = (select identity.person()));

-- What each rule looks at: the table, the moment from which its time runs, the person it is about (if any), and which rows it means at all.
create function safekeeping.rules() returns table (rule text, relation text, moment text, person text, condition text) language sql immutable as $$
  values
    ('session', 'identity.session', 'coalesce(ended_at, ends_at)', 'person_id', 'true'),
    ('attempt', 'identity.attempt', 'ends_at', 'person_id', 'true'),
    ('invitation', 'identity.invitation', 'coalesce(used_at, ends_at)', 'person_id', 'true'),
    ('failed-entry', 'identity.failed_entry', 'last_at', null, 'true'),
    ('spent', 'identity.spent', 'at', null, 'true'),
    ('spent-work', 'identity.spent_work', 'until', null, 'true'),
    ('answered', 'platform.answered', 'at', 'person_id', 'true'),
    ('access-record', 'identity.access_record', 'minute', 'person_id', 'true'),
    ('account', 'identity.person', $m$greatest(created_at,
        (select max(least(coalesce(ended_at, 'infinity'), coalesce((valid_to + 1)::timestamptz, 'infinity'))) from identity.role_grant g where g.person_id = t.id),
        (select max(created_at) from identity.session s where s.person_id = t.id))$m$, 'id', $c$kind = 'person' and email is not null$c$),
    ('name', 'identity.person', 'disabled_at', 'id', $c$kind = 'person' and email is null and name <> '—'$c$) $$;

-- What is due at a moment, what is held back from it, what becomes due within 30 days, and when the next row does. Months come with the call: they
-- are data of the program (retention.rules.ts). Counts only.
create function safekeeping.look(months jsonb, at timestamptz) returns table (rule text, due bigint, held bigint, soon bigint, next_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare r record; span interval; all_held boolean; kept uuid[];
begin
  if not identity.holds('{policy-office,platform-admin,auditor}') then raise exception 'not allowed' using errcode = '42501'; end if;
  select coalesce(bool_or(person_id is null), false), coalesce(array_agg(person_id) filter (where person_id is not null), '{}') into all_held, kept
    from safekeeping.hold where lifted_at is null;
  for r in select * from safekeeping.rules() loop
    continue when not months ? r.rule or to_regclass(r.relation) is null;
    span := make_interval(months => (months ->> r.rule)::int);
    rule := r.rule;
    execute format('select count(*) filter (where m < $1 - $2 and not h), count(*) filter (where m < $1 - $2 and h),
        count(*) filter (where m >= $1 - $2 and m < $1 - $2 + interval ''30 days'' and not h), min(m) filter (where m >= $1 - $2 and m <> ''infinity'' and not h) + $2
      from (select %s as m, ($3 or coalesce(%s = any ($4), false)) as h from %s t where %s) each',
      r.moment, coalesce(r.person, 'null::uuid'), r.relation, r.condition) into due, held, soon, next_at using at, span, all_held, kept;
    return next;
  end loop;
end $$;

-- Deletes what is due and not held. For the installation alone, whose nightly work this is. An account loses its address, its ways in and later its name; the
-- row stays, since signed acts point to it.
create function safekeeping.expire(months jsonb, at timestamptz) returns table (rule text, removed bigint)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare r record; span interval; kept uuid[]; meant uuid[]; t text;
begin
  if not identity.operator() then raise exception 'not allowed' using errcode = '42501'; end if;
  if exists (select from safekeeping.hold where lifted_at is null and person_id is null) then return; end if;
  select coalesce(array_agg(person_id), '{}') into kept from safekeeping.hold where lifted_at is null;
  for r in select * from safekeeping.rules() loop
    continue when not months ? r.rule or to_regclass(r.relation) is null;
    span := make_interval(months => greatest((months ->> r.rule)::int, 1));
    rule := r.rule;
    if r.relation <> 'identity.person' then
      execute format('delete from %s t where %s and %s < $1 - $2 and not coalesce(%s = any ($3), false)',
        r.relation, r.condition, r.moment, coalesce(r.person, 'null::uuid')) using at, span, kept;
      get diagnostics removed = row_count;
    else
      execute format('select coalesce(array_agg(id), ''{}'') from identity.person t where %s and %s < $1 - $2 and id <> all ($3)', r.condition, r.moment)
        into meant using at, span, kept;
      removed := cardinality(meant);
      if r.rule = 'account' then
        foreach t in array array['password', 'totp', 'recovery_code', 'passkey', 'single_sign_on', 'attempt', 'invitation', 'session'] loop
          if to_regclass('identity.' || t) is not null then execute format('delete from identity.%I where person_id = any ($1)', t) using meant; end if;
        end loop;
        update identity.person set email = null, disabled_at = coalesce(disabled_at, at) where id = any (meant);
      else
        update identity.person set name = '—' where id = any (meant);
      end if;
    end if;
    return next;
  end loop;
end $$;
alter function safekeeping.look(jsonb, timestamptz) owner to manumit_guard;
alter function safekeeping.expire(jsonb, timestamptz) owner to manumit_guard;
alter function safekeeping.rules() owner to manumit_guard;
revoke all on function safekeeping.rules(), safekeeping.look(jsonb, timestamptz), safekeeping.expire(jsonb, timestamptz) from public;
grant execute on function safekeeping.look(jsonb, timestamptz), safekeeping.expire(jsonb, timestamptz) to manumit_app;
grant delete on platform.answered, identity.access_record to manumit_guard;
