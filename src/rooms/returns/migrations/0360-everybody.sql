-- What everybody may read of returns: sections a party released to everybody, once headquarters accepted them, and whether it returned, where the party says that
-- this may be known. Of tables, whoever is signed out reads the rows of such sections alone; three functions say beside them what they are of, and nothing else.

-- Whether everybody may know that the party returned, returned nil, or did not return.
alter table reporting.return add column standing_public boolean not null default false;
grant update (standing_public) on reporting.return to manumit_app;

-- Narrower than it was handed in under, at once; wider only by the next version. What was sealed stays as it is.
alter table reporting.version_section add column narrowed_to text check (narrowed_to in ('reviewers', 'parties'));

create function reporting.width(release text) returns int language sql immutable as $$ select array_position(array['reviewers', 'parties', 'public'], release) $$;
create function reporting.guard_release() returns trigger language plpgsql as $$
begin
  if current_user = 'manumit_app' and reporting.width(new.release) > reporting.width(old.release)
    and not exists (select from reporting.return r where r.id = new.return_id and r.state = 'answering')
  then raise exception 'a section is opened to more while its return is answered' using errcode = '42501'; end if;
  return new;
end $$;
create trigger guard_release before update of release on reporting.section for each row execute function reporting.guard_release();
create function reporting.narrow() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update reporting.version_section set narrowed_to = new.release where return_id = new.return_id and section_id = new.section_id
    and reporting.width(coalesce(narrowed_to, release)) > reporting.width(new.release);
  return null;
end $$;
create trigger narrow after update of release on reporting.section for each row
  when (new.release <> old.release and new.release <> 'public') execute function reporting.narrow();

-- Who speaks for the party says whether everybody may know that it returned.
create function reporting.guard_standing() returns trigger language plpgsql as $$
begin
  if current_user = 'manumit_app' and not (new.party_id = any (identity.parties('{focal-point,commander}', new.label_level)))
  then raise exception 'whoever signs for the party says what everybody may know of its return' using errcode = '42501'; end if;
  return new;
end $$;
create trigger guard_standing before update of standing_public on reporting.return for each row
  when (new.standing_public <> old.standing_public) execute function reporting.guard_standing();
create trigger guard_standing_from_the_start before insert on reporting.return for each row when (new.standing_public) execute function reporting.guard_standing();

do $$ declare
  office text := identity.label_policy('anywhere', '{policy-office}');
  own text := identity.label_policy('at', '{focal-point,commander,contracting-officer,training-officer,legal-adviser}');
  signs text := identity.label_policy('at', '{focal-point,commander}');
  reviewer text := identity.label_policy('at', '{reviewer}');
  everybody text := identity.label_policy('everybody');
begin
  execute format('alter policy section_change on reporting.section to manumit_app using (%s)', signs);
  execute format('alter policy version_section_read on reporting.version_section to manumit_app using (%s or %s or %s
      or (opened_at is not null and coalesce(narrowed_to, release) <> ''reviewers'' and %s))', office, own, reviewer, everybody);
end $$;

-- Whether everybody may read a section: released to them, accepted, not taken back, and of no label.
create function reporting.is_open(s reporting.version_section) returns boolean language sql immutable as $$
  select s.opened_at is not null and s.release = 'public' and s.narrowed_to is null and s.label_level = 0 and s.releasable_to is null $$;
grant execute on function reporting.is_open(reporting.version_section) to manumit_app, manumit_guard;
create policy version_section_public on reporting.version_section for select to manumit_app using (reporting.is_open(version_section));

-- The newest version of a return of which everybody may read something; null where there is none.
create function reporting.public_version(asked uuid) returns int language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select max(s.number) from reporting.version_section s where s.return_id = asked and reporting.is_open(s) $$;

-- The years of which everybody may know something.
create function reporting.public_years() returns setof text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct r.period from reporting.return r where r.label_level = 0 and r.releasable_to is null
    and (r.standing_public or reporting.public_version(r.id) is not null) order by 1 desc $$;

-- Who returned in a year, as far as everybody may know. Nil: all that was told is that nothing occurred; unless the party lets its standing be known, that it returned
-- is told by the sections it released, and no more than that.
create function reporting.public_returns(asked text) returns table (return_id uuid, party_id uuid, title jsonb, standing text, due date, open_version int)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.id, r.party_id, r.questionnaire::jsonb -> 'title', case when not r.standing_public then 'returned' when r.handed_in = 0 then 'not-returned'
      when (select coalesce(bool_and(a -> 'value' = '"nil"'), false) from reporting.version_section s, jsonb_array_elements(s.content::jsonb -> 'answers') a
        where s.return_id = r.id and s.number = r.handed_in and a ->> 'choice' <> 'not-known') then 'nil' else 'returned' end,
    case when r.standing_public and r.handed_in = 0 then r.due end, v.number
  from reporting.return r, reporting.public_version(r.id) as v(number)
  where r.period = asked and r.label_level = 0 and r.releasable_to is null and (r.standing_public or v.number is not null) $$;

-- The sections of one return that are open to everybody, as they were handed in; no row where there is none. Who signed stays inside.
create function reporting.public_sections(asked uuid) returns table (party_id uuid, edition_id text, period text, questionnaire text, number int, sha256 text,
    submitted_at timestamptz, section_id text, content text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.party_id, r.edition_id, r.period, r.questionnaire, v.number, v.sha256, v.submitted_at, s.section_id, s.content
  from reporting.return r join reporting.version v on v.return_id = r.id and v.number = reporting.public_version(r.id)
    join reporting.version_section s on s.return_id = r.id and s.number = v.number
  where r.id = asked and reporting.is_open(s) $$;

do $$ declare f text; begin
  foreach f in array array['reporting.narrow()', 'reporting.is_open(reporting.version_section)', 'reporting.public_version(uuid)', 'reporting.public_years()', 'reporting.public_returns(text)', 'reporting.public_sections(uuid)'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
revoke all on function reporting.width(text), reporting.guard_release(), reporting.guard_standing() from public;
grant execute on function reporting.width(text) to manumit_app, manumit_guard;
grant execute on function reporting.public_years(), reporting.public_returns(text), reporting.public_sections(uuid) to manumit_app;
