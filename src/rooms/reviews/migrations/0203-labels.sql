-- A party's part of a round is a file: one label, the highest of what lies in it, and everything in it goes by that. What was adopted keeps a label of its
-- own, that of the part and of the evidence it cites; the frozen words are never touched.
do $$ declare t text; begin
  foreach t in array array['participation', 'adopted_part'] loop
    execute format('alter table reviews.%I add column label_level smallint not null default 0 check (label_level between 0 and 3),
      add column releasable_to uuid[] check (party_id = any (releasable_to))', t);
  end loop;
end $$;
create table reviews.label_release (
  id uuid primary key,
  object_id uuid not null references reviews.participation,
  party_id uuid not null,
  from_level smallint not null, from_releasable uuid[],
  to_level smallint not null, to_releasable uuid[],
  reason text not null check (length(reason) between 1 and 2000),
  asked_by uuid not null references identity.person, asked_at timestamptz not null,
  decided_by uuid references identity.person, decided_at timestamptz,
  check ((decided_by is null) = (decided_at is null))
);
create index label_release_object on reviews.label_release (object_id);
alter table reviews.label_release enable row level security;
alter table reviews.label_release force row level security;
create policy guard_all on reviews.label_release to manumit_guard using (true) with check (true);
create policy owner_all on reviews.label_release to manumit_schema using (true) with check (true);
grant select, update on reviews.label_release to manumit_guard;
grant select on reviews.label_release to manumit_app;
grant insert (id, object_id, party_id, from_level, from_releasable, to_level, to_releasable, reason, asked_by, asked_at) on reviews.label_release to manumit_app;

create trigger keep_label before insert on reviews.participation for each row when (new.label_level > 0) execute function identity.keep_label('reviews.label_release');
create trigger keep_label_on before update of label_level, releasable_to on reviews.participation for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to)) execute function identity.keep_label('reviews.label_release');
create trigger keep_label before insert on reviews.adopted_part for each row when (new.label_level > 0) execute function identity.keep_label();

-- What was adopted follows its part: narrowed with it, and by a release to what the release says.
grant usage, create on schema reviews to manumit_guard;
grant select, update (label_level, releasable_to) on reviews.adopted_part to manumit_guard;
grant select (label_level, releasable_to), update (label_level, releasable_to, version) on reviews.participation to manumit_guard;
grant select (version) on reviews.participation to manumit_guard;
create policy participation_label_guard on reviews.participation for update to manumit_guard using (true) with check (true);
create policy adopted_part_guard on reviews.adopted_part to manumit_guard using (true) with check (true);
create function reviews.label_adopted() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare narrower boolean := identity.label_covers(new.label_level, new.releasable_to, old.label_level, old.releasable_to);
begin
  update reviews.adopted_part a set label_level = case when narrower then greatest(a.label_level, new.label_level) else new.label_level end,
      releasable_to = case when not narrower or a.releasable_to is null then new.releasable_to when new.releasable_to is null then a.releasable_to
        else array(select unnest(a.releasable_to) intersect select unnest(new.releasable_to)) end
    where a.round_id = new.round_id and a.party_id = new.party_id;
  return null;
end $$;
create trigger label_adopted after update of label_level, releasable_to on reviews.participation for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to)) execute function reviews.label_adopted();

-- Decides an asked-for release of a part: the policy office, and another person than who asked, but for the one person of a one-person installation.
create function reviews.release_label(asked uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare who uuid := identity.person(); r reviews.label_release;
begin
  select l.* into r from reviews.label_release l join reviews.participation p on p.id = l.object_id
    where l.id = asked and l.decided_by is null and l.from_level = p.label_level and l.from_releasable is not distinct from p.releasable_to
      and (l.asked_by <> who or (identity.claims() ->> 'sole')::boolean) and identity.cleared('{policy-office}', p.label_level, p.releasable_to) for update of l;
  if not found then return false; end if;
  update reviews.label_release set decided_by = who, decided_at = at where id = r.id;
  update reviews.participation set label_level = r.to_level, releasable_to = r.to_releasable, version = version + 1 where id = r.object_id;
  return true;
end $$;
-- Whether parts of a round are hidden from the policy office by their label: it must not adopt what it cannot read whole.
create function reviews.hides_parts(target uuid) returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return identity.holds('{policy-office}') and exists (select from reviews.participation p where p.round_id = target
    and not identity.cleared('{policy-office}', p.label_level, p.releasable_to));
end $$;
do $$ declare f text; begin
  foreach f in array array['reviews.label_adopted()', 'reviews.release_label(uuid, timestamptz)', 'reviews.hides_parts(uuid)'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
revoke create on schema reviews from manumit_guard;
grant execute on function reviews.release_label(uuid, timestamptz), reviews.hides_parts(uuid) to manumit_app;

grant update (label_level, releasable_to) on reviews.participation to manumit_app;
do $$ declare
  office text := identity.label_policy('anywhere', '{policy-office}');
  reads text := identity.label_policy('at', '{focal-point,commander,contracting-officer,legal-adviser,training-officer,reviewer}');
  acts text := identity.label_policy('at', '{focal-point,commander,contracting-officer,reviewer}');
  t text;
begin
  drop policy participation_read on reviews.participation;
  execute format('create policy participation_read on reviews.participation for select to manumit_app using (%s or %s)', office, reads);
  drop policy participation_add on reviews.participation;
  execute format('create policy participation_add on reviews.participation for insert to manumit_app with check (%s)', office);
  drop policy participation_change on reviews.participation;
  execute format('create policy participation_change on reviews.participation for update to manumit_app using (%s or %s)', office, acts);
  drop policy adopted_part_read on reviews.adopted_part;
  execute format('create policy adopted_part_read on reviews.adopted_part for select to manumit_app using ((release = ''parties'' and %s) or %s or %s)',
    identity.label_policy('everybody'), office, reads);
  drop policy adopted_part_add on reviews.adopted_part;
  execute format('create policy adopted_part_add on reviews.adopted_part for insert to manumit_app with check (%s)', office);
  -- What lies in a part is seen and written by whoever sees the part.
  foreach t in array array['answer', 'clarification', 'rating', 'finding', 'comment', 'step'] loop
    execute format('create policy %I on reviews.%I as restrictive to manumit_app using (participation_id in (select id from reviews.participation))', t || '_in_part', t);
  end loop;
  create policy finding_event_in_part on reviews.finding_event as restrictive to manumit_app using (finding_id in (select id from reviews.finding));
  create policy label_release_read on reviews.label_release for select to manumit_app using (object_id in (select id from reviews.participation));
  execute format('create policy label_release_ask on reviews.label_release for insert to manumit_app with check (
      asked_by = (select identity.person()) and exists (select from reviews.participation p where p.id = object_id and p.party_id = label_release.party_id
        and from_level = label_level and from_releasable is not distinct from releasable_to and (%s or %s)))', office, acts);
end $$;
