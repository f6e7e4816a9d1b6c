-- Inviting and granting ask the claims once (docs/decisions/010): each asking verifies them anew, and two of these acts in three are by the policy office.

create or replace function identity.invite(who uuid, full_name text, address text, lang text, link uuid, token_hash bytea, days int) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  with me as materialized (select (c.claims ->> 'person')::uuid as id from identity.standing_claims() c
      where (c.claims ->> 'sole')::boolean or c.claims ->> 'kind' = 'installation'
        or exists (select from jsonb_array_elements(c.claims -> 'grants') g where g ->> 'role' = any ('{policy-office,platform-admin,party-admin}'))
  ), opened as (insert into identity.person (id, name, email, language) select who, full_name, lower(address), lang from me)
  insert into identity.invitation (id, purpose, person_id, token_hash, created_by, ends_at)
    select link, 'invitation', who, invite.token_hash, me.id, now() + make_interval(days => invite.days) from me;
  return found;
end $$;

-- The rules are those of 0122. The policy office may give every role; the lowest label is within what anybody may pass on, so neither is looked up again.
create or replace function identity.grant_role(grant_id uuid, who uuid, new_role text, party uuid, unit uuid, operation uuid, rotation uuid, new_label text, from_day date, to_day date)
  returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid; free boolean; office boolean; there boolean; tour parties.rotation; first date := coalesce(from_day, current_date); last date := to_day;
begin
  select (c.claims ->> 'person')::uuid, (c.claims ->> 'sole')::boolean or c.claims ->> 'kind' = 'installation',
      exists (select from jsonb_array_elements(c.claims -> 'grants') g where g ->> 'role' = 'policy-office'),
      exists (select from identity.person where id = who and disabled_at is null)
    into me, free, office, there from identity.standing_claims() c;
  if me is null or (who = me and not free) then return 'grant-refused'; end if;
  if not (free or office or identity.could_give(new_role, party)) then return 'grant-refused'; end if;
  if not there then return 'nobody-there'; end if;
  if new_label <> 'unclassified' and identity.label_rank(new_label) > identity.giving_rank(new_role, party) then return 'label-above'; end if;
  if rotation is not null then
    select * into tour from parties.rotation r where r.id = rotation and (r.party_id = party or r.operation_id = party);
    if not found or (unit is not null and unit <> tour.unit_id) then return 'rotation-elsewhere'; end if;
    if tour.party_id = party then unit := tour.unit_id; end if;
    operation := coalesce(operation, tour.operation_id);
    first := greatest(first, tour.from_day);
    last := least(last, tour.hand_over);
  end if;
  if unit is not null and not exists (select from parties.unit u where u.id = unit and u.party_id = party) then return 'unit-elsewhere'; end if;
  if operation is not null and not exists (select from parties.party o where o.id = operation and o.kind = 'operation') then return 'not-an-operation'; end if;
  if last < greatest(first, current_date) then return 'over-already'; end if;
  insert into identity.role_grant (id, person_id, role, party_id, unit_id, operation_id, rotation_id, label, valid_from, valid_to, granted_by)
    values (grant_id, who, new_role, party, unit, operation, rotation, new_label, first, last, me);
  return null;
end $$;
