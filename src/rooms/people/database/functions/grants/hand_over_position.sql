-- Proposes the subject's own grants to a successor and ends them on a date. Returns null, or a code for the reason why not. `proposals`
-- maps new ids to grants. A grant that begins later and extends one of them goes with it: otherwise the leaver would have access again,
-- and the successor's would end with the first. A grant from the list of single sign-on is not handed over: it ends and is renewed with
-- its holder's sign-ins.
create or replace function identity.hand_over_position(
  hand_over uuid, successor uuid, day date, proposals jsonb
) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me uuid := identity.person(); p record; g identity.role_grant; earlier identity.proposed_grant; last date;
begin
  if me is null or identity.operator() or successor = me then return 'grant-refused'; end if;
  if day < current_date or day > current_date + 366 then return 'over-already'; end if;
  if not exists (select from identity.person where id = successor and kind = 'person' and disabled_at is null) then return 'nobody-there';
    end if;
  for p in with chosen as (select key::uuid as id, value::uuid as grant_id from jsonb_each_text(proposals))
    select * from chosen union all select gen_random_uuid(), l.id from identity.role_grant l
      where l.valid_from > current_date and l.ended_at is null and l.id not in (select grant_id from chosen)
        and exists (select from chosen c join identity.role_grant f on f.id = c.grant_id where f.person_id = l.person_id
          and f.role = l.role and f.party_id is not distinct from l.party_id and f.unit_id is not distinct from l.unit_id
          and f.operation_id is not distinct from l.operation_id and f.label = l.label)
        and not exists (select from identity.proposed_grant o where o.grant_id = l.id and o.decided_at is null)
    order by grant_id loop
    select * into g from identity.role_grant where id = p.grant_id and person_id = me and ended_at is null
      and (valid_to is null or valid_to >= current_date) for update;
    if not found then return 'not-yours'; end if;
    if exists (select from identity.proposed_grant where grant_id = g.id and decided_at is null) then return 'handed-over-already';
      end if;
    if exists (select from identity.listed_grant where grant_id = g.id) then return 'list-decides'; end if;
    if g.role = any (identity.group('office')) then
      perform pg_advisory_xact_lock(hashtext('the last grant of the policy office'));
      if not exists (select from identity.role_grant o join identity.person x on x.id = o.person_id
          where o.role = any (identity.group('office')) and o.person_id <> me and o.ended_at is null and x.disabled_at is null
            and o.valid_from <= day and (o.valid_to is null or o.valid_to > day)) then return 'grant-stays'; end if;
    end if;
    -- An earlier hand-over set the last day of the leaver. The position itself ends later, or never.
    select * into earlier from identity.proposed_grant where grant_id = g.id and g.valid_to = least(until, last_day)
      order by proposed_at desc limit 1;
    last := case when found then earlier.until else g.valid_to end;
    insert into identity.proposed_grant (id, hand_over_id, grant_id, from_person, to_person, role, party_id, last_day, until)
      values (p.id, hand_over, g.id, me, successor, g.role, g.party_id, day, last);
    if g.valid_from > day then update identity.role_grant set ended_at = now(), ended_by = me where id = g.id;
    else
      -- After a refusal the leaver names the last day again; after an acceptance the role has a successor and ends as announced.
      update identity.role_grant set valid_to = least(case when earlier.accepted then valid_to else last end, day) where id = g.id;
    end if;
  end loop;
  return null;
end
$$;
alter function identity.hand_over_position(uuid, uuid, date, jsonb) owner to manumit_guard;
revoke all on function identity.hand_over_position(uuid, uuid, date, jsonb) from public;
grant execute on function identity.hand_over_position(uuid, uuid, date, jsonb) to manumit_app;
