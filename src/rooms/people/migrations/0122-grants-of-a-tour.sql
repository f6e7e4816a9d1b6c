-- Grants keep to what their giver has: no label above the giver's own, units and rotations of the same party only, and a grant of a tour ends with the tour.
create function identity.label_rank(label text) returns int language sql immutable strict as $$
  select array_position(array['unclassified', 'restricted', 'confidential', 'secret'], label) $$;
alter table identity.role_grant add check (identity.label_rank(label) is not null);

-- The highest label this installation holds anything of; nobody is granted more. Its operator says it at the start, with the schema's own role.
create table identity.ceiling (id int primary key default 1 check (id = 1), highest_label text not null default 'unclassified' check (identity.label_rank(highest_label) is not null));
insert into identity.ceiling default values;
alter table identity.ceiling enable row level security;
alter table identity.ceiling force row level security;
create policy ceiling_guard on identity.ceiling for select to manumit_guard using (true);
create policy ceiling_owner on identity.ceiling to manumit_schema using (true) with check (true);
create policy ceiling_read on identity.ceiling for select to manumit_app using ((select identity.person()) is not null);
grant select on identity.ceiling to manumit_app, manumit_guard;

alter table identity.role_grant add column rotation_id uuid references parties.rotation;
create index role_grant_rotation on identity.role_grant (rotation_id) where rotation_id is not null and ended_at is null;
grant select on parties.unit, parties.rotation to manumit_guard;
create policy unit_guard on parties.unit for select to manumit_guard using (true);
create policy rotation_guard on parties.rotation for select to manumit_guard using (true);

-- The rank of the highest label this subject may pass on in a role at a party: that of the grants by which it gives at all.
create function identity.giving_rank(new_role text, party uuid) returns int language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := identity.claims(); most int := identity.label_rank((select highest_label from identity.ceiling));
begin
  if coalesce((c ->> 'sole')::boolean, false) or c ->> 'kind' = 'installation' then return most; end if;
  return least(most, coalesce((select max(identity.label_rank(g ->> 'label')) from jsonb_array_elements(c -> 'grants') g
    where g ->> 'role' = 'policy-office' or (g ->> 'role' = 'party-admin' and (g ->> 'party')::uuid = party)
      or (g ->> 'role' = 'platform-admin' and new_role = 'party-admin')), 0));
end $$;

-- Gives a grant and answers null, or the word for why not. A grant tied to a rotation lasts from its first day to its hand-over at most, and takes
-- the unit and the operation from it.
create function identity.grant_role(grant_id uuid, who uuid, new_role text, party uuid, unit uuid, operation uuid, rotation uuid, new_label text, from_day date, to_day date)
  returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := identity.person(); sole boolean := coalesce((identity.claims() ->> 'sole')::boolean, false) or identity.operator();
  tour parties.rotation; first date := coalesce(from_day, current_date); last date := to_day;
begin
  if me is null or (who = me and not sole) then return 'grant-refused'; end if;
  if not identity.could_give(new_role, party) then return 'grant-refused'; end if;
  if not exists (select from identity.person where id = who and disabled_at is null) then return 'nobody-there'; end if;
  if identity.label_rank(new_label) > identity.giving_rank(new_role, party) then return 'label-above'; end if;
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

-- The way in before this one. It stays for those who call it.
create or replace function identity.give_grant(grant_id uuid, who uuid, new_role text, party uuid, unit uuid, operation uuid, new_label text, from_day date, to_day date) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin return identity.grant_role(grant_id, who, new_role, party, unit, operation, null, coalesce(new_label, 'unclassified'), from_day, to_day) is null; end $$;

-- A rotation that hands over on another day takes the grants of its tour along. An earlier day holds for all of them; a later one lengthens only what ended
-- with the rotation, and only where the subject could give the grant and does not hold it: else moving a day would be a way to more rights.
create function identity.follow_rotation() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update identity.role_grant g set valid_to = case when new.hand_over is not null then greatest(new.hand_over, g.valid_from) end,
      ended_at = case when new.hand_over < g.valid_from then now() end, ended_by = case when new.hand_over < g.valid_from then identity.person() end
    where g.rotation_id = new.id and g.ended_at is null and (g.valid_to is null or g.valid_to >= current_date) and g.valid_to is distinct from new.hand_over
      and (new.hand_over < coalesce(g.valid_to, 'infinity')
        or (g.valid_to is not distinct from old.hand_over and g.person_id <> identity.person() and identity.could_give(g.role, g.party_id)));
  return null;
end $$;
create trigger follow_rotation after update of hand_over on parties.rotation for each row
  when (new.hand_over is distinct from old.hand_over) execute function identity.follow_rotation();

do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'identity' and p.proname in ('label_rank', 'giving_rank', 'grant_role', 'follow_rotation') loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function identity.grant_role(uuid, uuid, text, uuid, uuid, uuid, uuid, text, date, date), identity.giving_rank(text, uuid), identity.label_rank(text) to manumit_app;
-- Checks of the table ask it whoever writes.
grant execute on function identity.label_rank(text) to manumit_schema;
