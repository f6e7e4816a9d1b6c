-- Proposes the subject's own grants to a successor and ends them on a date. Returns null, or a code for the reason why not. `proposals`
-- maps new ids to grants.
create or replace function identity.hand_over_position(
  hand_over uuid, successor uuid, day date, proposals jsonb
) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me uuid := identity.person(); p record; g identity.role_grant;
begin
  if me is null or identity.operator() or successor = me then return 'grant-refused'; end if;
  if day < current_date or day > current_date + 366 then return 'over-already'; end if;
  if not exists (select from identity.person where id = successor and kind = 'person' and disabled_at is null) then return 'nobody-there';
    end if;
  for p in select key::uuid as id, value::uuid as grant_id from jsonb_each_text(proposals) order by value loop
    select * into g from identity.role_grant where id = p.grant_id and person_id = me and ended_at is null
      and (valid_to is null or valid_to >= current_date) for update;
    if not found then return 'not-yours'; end if;
    if exists (select from identity.proposed_grant where grant_id = g.id and decided_at is null) then return 'handed-over-already';
      end if;
    if g.role = any (identity.group('office')) then
      perform pg_advisory_xact_lock(hashtext('the last grant of the policy office'));
      if not exists (select from identity.role_grant o join identity.person x on x.id = o.person_id
          where o.role = any (identity.group('office')) and o.person_id <> me and o.ended_at is null and x.disabled_at is null
            and o.valid_from <= day and (o.valid_to is null or o.valid_to > day)) then return 'grant-stays'; end if;
    end if;
    insert into identity.proposed_grant (id, hand_over_id, grant_id, from_person, to_person, role, party_id, last_day, until)
      values (p.id, hand_over, g.id, me, successor, g.role, g.party_id, day, g.valid_to);
    if g.valid_from > day then update identity.role_grant set ended_at = now(), ended_by = me where id = g.id;
    else update identity.role_grant set valid_to = least(valid_to, day) where id = g.id; end if;
  end loop;
  return null;
end
$$;
alter function identity.hand_over_position(uuid, uuid, date, jsonb) owner to manumit_guard;
revoke all on function identity.hand_over_position(uuid, uuid, date, jsonb) from public;
grant execute on function identity.hand_over_position(uuid, uuid, date, jsonb) to manumit_app;
