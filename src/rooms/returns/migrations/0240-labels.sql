-- A return is one file with one label, as a part of a round is: the return carries it, and all that lies in it mirrors it, so that each row is read under
-- one grant that holds the role and the clearance. The sealed bytes are never touched: the label lies beside them.
alter table reporting.return add column label_level smallint not null default 0 check (label_level between 0 and 3),
  add column releasable_to uuid[] check (party_id = any (releasable_to));
do $$ declare t text; begin
  foreach t in array array['step', 'answer', 'section', 'version', 'version_section', 'link'] loop
    execute format('alter table reporting.%I add column label_level smallint not null default 0, add column releasable_to uuid[]', t);
  end loop;
end $$;

create table reporting.label_release (
  id uuid primary key,
  object_id uuid not null references reporting.return,
  party_id uuid not null,
  from_level smallint not null, from_releasable uuid[],
  to_level smallint not null, to_releasable uuid[],
  reason text not null check (length(reason) between 1 and 2000),
  asked_by uuid not null references identity.person, asked_at timestamptz not null,
  decided_by uuid references identity.person, decided_at timestamptz,
  check ((decided_by is null) = (decided_at is null))
);
create index label_release_object on reporting.label_release (object_id);
alter table reporting.label_release enable row level security;
alter table reporting.label_release force row level security;
create policy guard_all on reporting.label_release to manumit_guard using (true) with check (true);
create policy owner_all on reporting.label_release to manumit_schema using (true) with check (true);
grant select, update on reporting.label_release to manumit_guard;
grant select on reporting.label_release to manumit_app;
grant insert (id, object_id, party_id, from_level, from_releasable, to_level, to_releasable, reason, asked_by, asked_at) on reporting.label_release to manumit_app;

create trigger keep_label before insert on reporting.return for each row when (new.label_level > 0) execute function identity.keep_label('reporting.label_release');
-- Its name comes before the guard's, so that what is too high is told in those words.
create trigger before_guard_keep_label before update of label_level, releasable_to on reporting.return for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to)) execute function identity.keep_label('reporting.label_release');

-- Whatever is written, a row of a return has the label of its return.
create function reporting.take_label() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  select r.label_level, r.releasable_to into strict new.label_level, new.releasable_to from reporting.return r where r.id = new.return_id;
  return new;
end $$;
create function reporting.give_label() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare t text;
begin
  foreach t in array array['step', 'answer', 'section', 'version', 'version_section', 'link'] loop
    execute format('update reporting.%I set label_level = $2, releasable_to = $3 where return_id = $1', t) using new.id, new.label_level, new.releasable_to;
  end loop;
  return null;
end $$;
do $$ declare t text; begin
  foreach t in array array['step', 'answer', 'section', 'version', 'version_section', 'link'] loop
    execute format('create trigger take_label before insert or update of return_id, label_level, releasable_to on reporting.%I for each row execute function reporting.take_label()', t);
  end loop;
end $$;
create trigger give_label after update of label_level, releasable_to on reporting.return for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to)) execute function reporting.give_label();

-- Decides an asked-for release on the word of a second person who signs for the party; in one-person mode on that person's own.
create function reporting.release_label(asked uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare who uuid := identity.person(); l reporting.label_release;
begin
  select x.* into l from reporting.label_release x join reporting.return r on r.id = x.object_id
    where x.id = asked and x.decided_by is null and x.from_level = r.label_level and x.from_releasable is not distinct from r.releasable_to
      and (x.asked_by <> who or (identity.claims() ->> 'sole')::boolean)
      and r.party_id = any (identity.parties('{focal-point,commander}', r.label_level)) for update of x;
  if not found then return false; end if;
  update reporting.label_release set decided_by = who, decided_at = at where id = l.id;
  update reporting.return set label_level = l.to_level, releasable_to = l.to_releasable, version = version + 1 where id = l.object_id;
  return true;
end $$;

-- Who holds the role without the clearance, and the clearance without the role, takes no step.
create or replace function reporting.guard_return() returns trigger language plpgsql as $$
declare signs boolean; answers boolean;
begin
  if current_user <> 'manumit_app' then return new; end if;
  signs := new.party_id = any (identity.parties('{focal-point,commander}', new.label_level));
  answers := new.party_id = any (identity.parties('{focal-point,commander,contracting-officer,training-officer,legal-adviser}', new.label_level));
  if new.state <> old.state and not (
      (identity.cleared('{policy-office}', new.label_level, new.releasable_to) and (old.state, new.state) in (('submitted', 'accepted'), ('submitted', 'returned')))
      or (answers and (old.state, new.state) in (('open', 'answering'), ('answering', 'in-review'), ('in-review', 'answering'),
        ('in-review', 'cleared'), ('cleared', 'answering'), ('signed', 'answering'), ('submitted', 'answering'), ('returned', 'answering'), ('accepted', 'answering')))
      or (signs and (old.state, new.state) in (('cleared', 'signed'), ('signed', 'submitted'))))
  then raise exception 'this step is not theirs to take' using errcode = '42501'; end if;
  if new.handed_in <> old.handed_in and not (new.handed_in = old.handed_in + 1 and old.state = 'signed' and new.state = 'submitted')
  then raise exception 'a version is handed in by submitting it' using errcode = '42501'; end if;
  if (new.label_level, new.releasable_to) is distinct from (old.label_level, old.releasable_to) and not signs
  then raise exception 'whoever signs for the party labels its return' using errcode = '42501'; end if;
  return new;
end $$;

-- A link has no clearance: it opens a return of the lowest label that is for all, and nothing from the moment that return is labelled.
create or replace function reporting.enter_by_link(token text, what text, question text) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare l record; claims jsonb;
begin
  perform set_config('manumit.claims', '', true);
  select k.id, k.party_id, k.name into l from reporting.link k join reporting.return r on r.id = k.return_id
    where k.token_hash = sha256(convert_to(token, 'UTF8')) and k.withdrawn_at is null and k.handed_back_at is null and k.ends_at > now() and r.state = 'answering'
      and k.label_level = 0 and k.releasable_to is null
    for update of k;
  if not found then return null; end if;
  if (select count(*) from reporting.link_use u where u.link_id = l.id and u.at > now() - interval '10 minutes') >= 300 then return null; end if;
  insert into reporting.link_use (link_id, party_id, act, question_id) values (l.id, l.party_id, what, question);
  claims := jsonb_build_object('person', l.id, 'kind', 'link', 'name', l.name, 'session', l.id, 'language', 'en', 'sole', false, 'grants', '[]'::jsonb);
  perform set_config('manumit.claims', identity.signature(key, convert_to(claims::text, 'UTF8')) || claims::text, true) from identity.secret;
  return claims;
end $$;

do $$ declare f text; begin
  foreach f in array array['reporting.take_label()', 'reporting.give_label()', 'reporting.release_label(uuid, timestamptz)'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function reporting.release_label(uuid, timestamptz), identity.cleared(text[], int, uuid[]) to manumit_app;
grant update (label_level, releasable_to) on reporting.return to manumit_app;

-- The policies of 0170 and 0171, each under one grant that is cleared.
do $$ declare
  office text := identity.label_policy('anywhere', '{policy-office}');
  own text := identity.label_policy('at', '{focal-point,commander,contracting-officer,training-officer,legal-adviser}');
  signs text := identity.label_policy('at', '{focal-point,commander}');
  focal text := identity.label_policy('at', '{focal-point}');
  lawyer text := identity.label_policy('at', '{legal-adviser}');
  reviewer text := identity.label_policy('at', '{reviewer}');
  everybody text := identity.label_policy('everybody');
  p record;
begin
  for p in select policyname, tablename from pg_policies where schemaname = 'reporting' and policyname in ('return_read', 'return_open', 'return_change', 'step_read', 'step_add',
      'answer_read', 'answer_add', 'answer_change', 'section_read', 'section_add', 'section_change', 'version_read', 'version_hand_in', 'version_section_read',
      'version_section_hand_in', 'version_section_open', 'link_read', 'link_hand_out', 'link_withdraw', 'link_use_read') loop
    execute format('drop policy %I on reporting.%I', p.policyname, p.tablename);
  end loop;
  execute format('create policy return_read on reporting.return for select to manumit_app using (%s or %s or (handed_in > 0 and %s))', office, own, reviewer);
  execute format('create policy return_open on reporting.return for insert to manumit_app with check (
      opened_by = (select identity.person()) and state = ''open'' and handed_in = 0 and (%s or %s))', office, focal);
  execute format('create policy return_change on reporting.return for update to manumit_app using (%s or %s)', office, own);
  execute format('create policy step_read on reporting.step for select to manumit_app using (%s or (act in (''open'', ''submit'', ''accept'', ''send-back'')
      and (%s or (%s and return_id in (select id from reporting.return where handed_in > 0)))))', own, office, reviewer);
  execute format('create policy step_add on reporting.step for insert to manumit_app with check (person_id = (select identity.person())
      and case when act in (''accept'', ''send-back'') then %1$s when act = ''open'' then %1$s or %2$s when act in (''sign'', ''submit'') then %3$s
        when act = ''clear'' then %4$s else %5$s end)', office, focal, signs, lawyer, own);
  execute format('create policy answer_read on reporting.answer for select to manumit_app using (%s)', own);
  execute format('create policy answer_add on reporting.answer for insert to manumit_app with check (choice is null and answered_by is null and %s)', own);
  execute format('create policy answer_change on reporting.answer for update to manumit_app
      using (%1$s and return_id in (select id from reporting.return where state = ''answering'')) with check (answered_by = (select identity.person()) and %1$s)', own);
  execute format('create policy section_read on reporting.section for select to manumit_app using (%s)', own);
  execute format('create policy section_add on reporting.section for insert to manumit_app with check (%s)', own);
  execute format('create policy section_change on reporting.section for update to manumit_app
      using (%s and return_id in (select id from reporting.return where state = ''answering''))', signs);
  execute format('create policy version_read on reporting.version for select to manumit_app using (%s or %s or %s)', office, own, reviewer);
  execute format('create policy version_hand_in on reporting.version for insert to manumit_app with check (submitted_by = (select identity.person()) and %s
      and return_id in (select id from reporting.return where state = ''signed'' and handed_in = number - 1))', signs);
  execute format('create policy version_section_read on reporting.version_section for select to manumit_app using (%s or %s or %s
      or (opened_at is not null and release <> ''reviewers'' and %s))', office, own, reviewer, everybody);
  execute format('create policy version_section_hand_in on reporting.version_section for insert to manumit_app with check (opened_at is null and %s
      and return_id in (select id from reporting.return where state = ''signed'' and handed_in = number - 1))', signs);
  execute format('create policy version_section_open on reporting.version_section for update to manumit_app using (opened_at is null and %1$s) with check (%1$s)', office);
  execute format('create policy link_read on reporting.link for select to manumit_app using (%s or id = (select reporting.own_link()))', own);
  execute format('create policy link_hand_out on reporting.link for insert to manumit_app with check (created_by = (select identity.person())
      and accepted_at is null and handed_back_at is null and withdrawn_at is null and label_level = 0 and releasable_to is null and %s)', signs);
  execute format('create policy link_withdraw on reporting.link for update to manumit_app
      using (withdrawn_at is null and %s) with check (withdrawn_by = (select identity.person()))', signs);
  execute format('create policy label_release_ask on reporting.label_release for insert to manumit_app with check (
      asked_by = (select identity.person()) and exists (select from reporting.return r where r.id = object_id and r.party_id = label_release.party_id
        and from_level = label_level and from_releasable is not distinct from releasable_to and %s))', signs);
end $$;
-- A release is seen with its return, a use with its link; neither by the link itself.
create policy label_release_read on reporting.label_release for select to manumit_app using (
  (select reporting.own_link()) is null and object_id in (select id from reporting.return));
create policy link_use_read on reporting.link_use for select to manumit_app using (
  (select reporting.own_link()) is null and link_id in (select id from reporting.link));
drop function reporting.own_parties();
drop function reporting.sign_parties();
