-- Gives a grant and returns null, or a code for the reason why not. A grant tied to a rotation lasts at most from its first day to its
-- hand-over, and takes the unit and the operation from it. The claims are read once (docs/decisions/010). The policy office may give every
-- role, and the lowest label may be passed on by anyone, so neither is looked up again.
create or replace function identity.grant_role(
  grant_id uuid, who uuid, new_role text, party uuid, unit uuid, operation uuid, rotation uuid, new_label text,
  from_day date, to_day date
) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me uuid; free boolean; office boolean; there boolean; tour parties.rotation; first date := coalesce(from_day, current_date);
  last date := to_day;
begin
  select (c.claims ->> 'person')::uuid, (c.claims ->> 'sole')::boolean or c.claims ->> 'kind' = 'installation',
      exists (select from jsonb_array_elements(c.claims -> 'grants') g where g ->> 'role' = any (identity.group('office'))),
      exists (select from identity.person where id = who and disabled_at is null)
    into me, free, office, there from identity.current_claims() c;
  if me is null or (who = me and not free) then return 'grant-refused'; end if;
  if not (free or office or identity.may_grant(new_role, party)) then return 'grant-refused'; end if;
  if not there then return 'nobody-there'; end if;
  if new_label <> 'unclassified' and identity.label_rank(new_label) > identity.granting_rank(new_role, party) then return 'label-above';
    end if;
  if rotation is not null then
    select * into tour from parties.rotation r where r.id = rotation and (r.party_id = party or r.operation_id = party);
    if not found or (unit is not null and unit <> tour.unit_id) then return 'rotation-elsewhere'; end if;
    if tour.party_id = party then unit := tour.unit_id; end if;
    operation := coalesce(operation, tour.operation_id);
    first := greatest(first, tour.from_day);
    last := least(last, tour.hand_over);
  end if;
  if unit is not null and not exists (select from parties.unit u where u.id = unit and u.party_id = party) then return 'unit-elsewhere';
    end if;
  if operation is not null and not exists (select from parties.party o where o.id = operation and o.kind = 'operation')
    then return 'not-an-operation'; end if;
  if last < greatest(first, current_date) then return 'over-already'; end if;
  insert into identity.role_grant (id, person_id, role, party_id, unit_id, operation_id, rotation_id, label, valid_from, valid_to,
    granted_by)
    values (grant_id, who, new_role, party, unit, operation, rotation, new_label, first, last, me);
  return null;
end
$$;
alter function identity.grant_role(uuid, uuid, text, uuid, uuid, uuid, uuid, text, date, date) owner to manumit_guard;
revoke all on function identity.grant_role(uuid, uuid, text, uuid, uuid, uuid, uuid, text, date, date) from public;
grant execute on function identity.grant_role(uuid, uuid, text, uuid, uuid, uuid, uuid, text, date, date) to manumit_app;
