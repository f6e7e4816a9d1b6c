-- Handing a post over: one act of the leaver ends the grants on a day and proposes each to a successor; one act of whoever could give them accepts or refuses.
create table identity.proposed_grant (
  id uuid primary key,
  hand_over_id uuid not null,
  grant_id uuid not null references identity.role_grant,
  from_person uuid not null references identity.person,
  to_person uuid not null references identity.person check (to_person <> from_person),
  role text not null,
  party_id uuid references parties.party,
  -- The leaver's last day, and the day the grant would have ended without the hand-over.
  last_day date not null,
  until date,
  proposed_at timestamptz not null default now(),
  decided_at timestamptz,
  decided_by uuid references identity.person,
  accepted boolean,
  reason text check (length(reason) between 1 and 1000),
  new_grant_id uuid references identity.role_grant,
  check ((decided_at is null) = (decided_by is null) and (decided_at is null) = (accepted is null)),
  check (accepted is distinct from false or reason is not null),
  check (accepted is not true or new_grant_id is not null)
);
create unique index proposed_grant_open on identity.proposed_grant (grant_id) where decided_at is null;
create index proposed_grant_of on identity.proposed_grant (hand_over_id);
create index proposed_grant_party on identity.proposed_grant (party_id) where decided_at is null;
alter table identity.proposed_grant enable row level security;
alter table identity.proposed_grant force row level security;
create policy proposed_grant_guard on identity.proposed_grant to manumit_guard using (true) with check (true);
create policy proposed_grant_owner on identity.proposed_grant to manumit_schema using (true) with check (true);
grant select, insert, update on identity.proposed_grant to manumit_guard;
grant select on identity.proposed_grant to manumit_app;
-- Seen by the two it is between, and by those who could give the grant.
create policy proposed_grant_read on identity.proposed_grant for select to manumit_app using (
  from_person = (select identity.person()) or to_person = (select identity.person()) or (select identity.holds('{policy-office}'))
  or party_id = any ((select identity.parties('{party-admin}'))::uuid[]) or (role = 'party-admin' and (select identity.holds('{platform-admin}'))));

-- Proposes grants of the subject's own to a successor and ends them on a day. Answers null, or the word for why not. `proposals` maps new ids to grants.
create function identity.hand_over_post(hand_over uuid, successor uuid, day date, proposals jsonb) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := identity.person(); p record; g identity.role_grant;
begin
  if me is null or identity.operator() or successor = me then return 'grant-refused'; end if;
  if day < current_date or day > current_date + 366 then return 'over-already'; end if;
  if not exists (select from identity.person where id = successor and kind = 'person' and disabled_at is null) then return 'nobody-there'; end if;
  for p in select key::uuid as id, value::uuid as grant_id from jsonb_each_text(proposals) order by value loop
    select * into g from identity.role_grant where id = p.grant_id and person_id = me and ended_at is null and (valid_to is null or valid_to >= current_date) for update;
    if not found then return 'not-yours'; end if;
    if exists (select from identity.proposed_grant where grant_id = g.id and decided_at is null) then return 'handed-over-already'; end if;
    if g.role = 'policy-office' then
      perform pg_advisory_xact_lock(hashtext('the last grant of the policy office'));
      if not exists (select from identity.role_grant o join identity.person x on x.id = o.person_id
          where o.role = 'policy-office' and o.person_id <> me and o.ended_at is null and x.disabled_at is null
            and o.valid_from <= day and (o.valid_to is null or o.valid_to > day)) then return 'grant-stays'; end if;
    end if;
    insert into identity.proposed_grant (id, hand_over_id, grant_id, from_person, to_person, role, party_id, last_day, until)
      values (p.id, hand_over, g.id, me, successor, g.role, g.party_id, day, g.valid_to);
    if g.valid_from > day then update identity.role_grant set ended_at = now(), ended_by = me where id = g.id;
    else update identity.role_grant set valid_to = least(valid_to, day) where id = g.id; end if;
  end loop;
  return null;
end $$;

-- Accepts or refuses what the subject may decide of a hand-over: each grant it could give itself, and none to itself.
create function identity.decide_hand_over(hand_over uuid, accept boolean, why text, at timestamptz) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := identity.person(); p record; g identity.role_grant; given uuid; problem text; decided int := 0;
begin
  if me is null then return 'nothing-to-decide'; end if;
  for p in select * from identity.proposed_grant where hand_over_id = hand_over and decided_at is null order by id for update loop
    if p.to_person = me or not identity.could_give(p.role, p.party_id) then continue; end if;
    given := null;
    if accept then
      select * into g from identity.role_grant where id = p.grant_id;
      given := gen_random_uuid();
      problem := identity.grant_role(given, p.to_person, g.role, g.party_id, g.unit_id, g.operation_id, g.rotation_id, g.label, null, p.until);
      if problem is not null then return problem; end if;
    end if;
    update identity.proposed_grant set decided_at = at, decided_by = me, accepted = accept, reason = why, new_grant_id = given where id = p.id;
    decided := decided + 1;
  end loop;
  return case when decided = 0 then 'nothing-to-decide' end;
end $$;

do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'identity' and p.proname in ('hand_over_post', 'decide_hand_over') loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public; grant execute on function %s to manumit_app', f, f, f);
  end loop;
end $$;
