-- A table of people opens accounts and proposes roles; it gives none. A proposal of a table stands beside those of a hand-over and is decided the same way, by one
-- act of whoever could give the role. It takes no grant from anybody, so it names none and has no last day.
alter table identity.proposed_grant alter column grant_id drop not null, alter column last_day drop not null,
  add check ((grant_id is null) = (last_day is null));
create unique index proposed_grant_once on identity.proposed_grant (to_person, role, party_id) nulls not distinct where decided_at is null and grant_id is null;

-- Proposes roles of the lowest label: `proposals` is a list of { id, set, to, role, party, until }. Answers null, or the word for why not. Nobody proposes one for themselves.
create function identity.propose_grants(proposals jsonb) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := identity.person();
begin
  if me is null or not identity.holds('{policy-office}') then return 'grant-refused'; end if;
  if exists (select from jsonb_to_recordset(proposals) as p ("to" uuid) where p."to" = me) then return 'grant-refused'; end if;
  insert into identity.proposed_grant (id, hand_over_id, from_person, to_person, role, party_id, until)
    select p.id, p.set, me, p."to", p.role, p.party, p.until
    from jsonb_to_recordset(proposals) as p (id uuid, set uuid, "to" uuid, role text, party uuid, until date);
  return null;
end $$;

-- As in 0123, and for a proposal of a table the role it names.
create or replace function identity.decide_hand_over(hand_over uuid, accept boolean, why text, at timestamptz) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := identity.person(); p record; g identity.role_grant; given uuid; problem text; decided int := 0;
begin
  if me is null then return 'nothing-to-decide'; end if;
  for p in select * from identity.proposed_grant where hand_over_id = hand_over and decided_at is null order by id for update loop
    if p.to_person = me or not identity.could_give(p.role, p.party_id) then continue; end if;
    given := null;
    if accept then
      given := gen_random_uuid();
      if p.grant_id is null then
        problem := identity.grant_role(given, p.to_person, p.role, p.party_id, null, null, null, 'unclassified', null, p.until);
      else
        select * into g from identity.role_grant where id = p.grant_id;
        problem := identity.grant_role(given, p.to_person, g.role, g.party_id, g.unit_id, g.operation_id, g.rotation_id, g.label, null, p.until);
      end if;
      if problem is not null then return problem; end if;
    end if;
    update identity.proposed_grant set decided_at = at, decided_by = me, accepted = accept, reason = why, new_grant_id = given where id = p.id;
    decided := decided + 1;
  end loop;
  return case when decided = 0 then 'nothing-to-decide' end;
end $$;

-- Takes back what a table of people brought: proposals nobody decided are refused with the reason, and accounts nobody opened are closed, with the roles they were
-- given since; their address may come in again. An account that was opened is somebody's, and stays. `ids`: accounts and sets of proposals.
create function identity.take_back_accounts(ids uuid[], because text, at timestamptz) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := identity.person(); unopened uuid[];
begin
  if me is null or not identity.holds('{policy-office}') then return; end if;
  update identity.proposed_grant set decided_at = at, decided_by = me, accepted = false, reason = because
    where decided_at is null and grant_id is null and (hand_over_id = any (ids) or to_person = any (ids));
  select array_agg(p.id) into unopened from identity.person p where p.id = any (ids) and p.id <> me and p.disabled_at is null
    and exists (select from identity.invitation i where i.person_id = p.id and i.purpose = 'invitation')
    and not exists (select from identity.password w where w.person_id = p.id) and not exists (select from identity.passkey k where k.person_id = p.id)
    and not exists (select from identity.session s where s.person_id = p.id);
  update identity.invitation set used_at = at where person_id = any (unopened) and used_at is null;
  update identity.role_grant set ended_at = at, ended_by = me where person_id = any (unopened) and ended_at is null;
  update identity.person set disabled_at = at, email = null where id = any (unopened);
end $$;

do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'identity' and p.proname in ('propose_grants', 'take_back_accounts') loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public; grant execute on function %s to manumit_app', f, f, f);
  end loop;
end $$;
