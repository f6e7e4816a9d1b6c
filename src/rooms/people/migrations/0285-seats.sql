-- A seat: the grant of a reviewer whom a drawn nation sends for one part of one round. It stands among the other grants, so that its end and the review of access hold
-- for it, and opens nothing by its role: in the claims it is no grant, so that whatever asks for roles does not find it. What a seat opens asks for seats.
alter table identity.role_grant add column seat_part uuid, add column seat_round uuid, add column seat_duties text[],
  add constraint seat_whole check ((seat_part is null) = (seat_round is null) and (seat_part is null) = (seat_duties is null)),
  add constraint seat_of_reviewer check (seat_part is null or (role = 'reviewer' and party_id is not null));

create or replace function identity.claims_of(who uuid, session uuid) returns table (claims jsonb) language sql stable as $$
  select jsonb_build_object('person', p.id, 'kind', p.kind, 'name', p.name, 'session', session, 'language', p.language,
      'sole', case when p.kind = 'person' and h.office then not exists (
          select from identity.role_grant o join identity.person other on other.id = o.person_id
          where o.role = 'policy-office' and o.person_id <> who and other.kind = 'person' and o.valid_from <= current_date) else false end,
      'grants', coalesce(h.grants, '[]'::jsonb), 'seats', coalesce(h.seats, '[]'::jsonb))
    from identity.person p, lateral (
      select jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'party', g.party_id, 'unit', g.unit_id, 'operation', g.operation_id, 'label', g.label))
          filter (where g.seat_part is null) as grants,
        jsonb_agg(jsonb_build_object('id', g.id, 'party', g.party_id, 'part', g.seat_part, 'round', g.seat_round, 'duties', g.seat_duties))
          filter (where g.seat_part is not null) as seats,
        bool_or(g.role = 'policy-office') as office
      from (select * from identity.role_grant where person_id = who and ended_at is null
        and valid_from <= current_date and (valid_to is null or valid_to >= current_date)) g) h
    where p.id = who and disabled_at is null $$;

-- What the seats of this transaction are for, as words a row is found by: the party, the part, "party round", "party duty".
create function identity.seated(what text) returns text[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return array(select distinct case what when 'party' then s ->> 'party' when 'part' then s ->> 'part' when 'round' then (s ->> 'party') || ' ' || (s ->> 'round')
      else (s ->> 'party') || ' ' || d.duty end
    from identity.standing_claims() c, jsonb_array_elements(coalesce(c.claims -> 'seats', '[]')) s,
      lateral (select duty from jsonb_array_elements_text(s -> 'duties') duty where what = 'duty' union all select '' where what <> 'duty') d);
end $$;

-- Binds the grant that was just given to one part: by whoever gave it, in the very transaction, and never afterwards.
create function identity.bind_seat(seat uuid, part uuid, round uuid, duties text[]) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update identity.role_grant g set seat_part = part, seat_round = round, seat_duties = duties
    where g.id = seat and g.role = 'reviewer' and g.seat_part is null and g.granted_by = identity.person() and g.xmin = pg_current_xact_id()::xid
      and identity.holds('{policy-office}');
  return found;
end $$;

-- A seat is not handed over: whom a nation sends is seated by the policy office.
create function identity.keep_seat() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from identity.role_grant g where g.id = new.grant_id and g.seat_part is not null) then
    raise exception 'people/seat-stays' using errcode = 'MA010'; end if;
  return new;
end $$;
create trigger keep_seat before insert on identity.proposed_grant for each row execute function identity.keep_seat();

do $$ declare f text; begin
  foreach f in array array['identity.seated(text)', 'identity.bind_seat(uuid, uuid, uuid, text[])', 'identity.keep_seat()'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function identity.seated(text), identity.bind_seat(uuid, uuid, uuid, text[]) to manumit_app;

-- Who may see something: a seat counts for its own part, its own report and the evidence of its duties.
create or replace function identity.access_to(kind text, object uuid) returns jsonb language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare facts jsonb := identity.facts_of(kind, object); concerned uuid[]; wide boolean;
begin
  if facts is null then return null; end if;
  select coalesce(array_agg(p::uuid), '{}') into concerned from jsonb_array_elements_text(facts -> 'parties') p;
  if not (identity.holds('{policy-office,auditor}') or (cardinality(concerned) = 1 and concerned <@ identity.parties('{party-admin}'))) then return null; end if;
  -- Something released that is labelled: whoever is cleared for it, in whatever role and wherever.
  select bool_or((x -> 'released')::boolean and (x ->> 'level' <> '0' or x -> 'releasableTo' <> 'null')) into wide
    from jsonb_array_elements(jsonb_build_array(facts) || coalesce(facts -> 'pieces', '[]') || coalesce(facts -> 'parts', '[]')) x;
  return facts || jsonb_build_object(
    'sole', (select (array_agg(distinct g.person_id))[1] from identity.role_grant g join identity.person p on p.id = g.person_id
      where g.role = 'policy-office' and p.kind = 'person' and g.valid_from <= current_date having count(distinct g.person_id) = 1
        and bool_or(g.ended_at is null and (g.valid_to is null or g.valid_to >= current_date))),
    'grants', coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'person', g.person_id, 'name', p.name, 'role', g.role, 'party', g.party_id, 'label', g.label,
        'from', g.valid_from, 'to', g.valid_to, 'givenBy', (select b.name from identity.person b where b.id = g.granted_by and b.id <> g.person_id), 'givenAt', g.granted_at)
        order by p.name, g.id)
      from identity.role_grant g join identity.person p on p.id = g.person_id
      where g.ended_at is null and g.valid_from <= current_date and (g.valid_to is null or g.valid_to >= current_date) and p.disabled_at is null and p.kind = 'person'
        and (wide or g.role = 'policy-office' or g.party_id = any (concerned))
        and (g.seat_part is null or case access_to.kind when 'part' then g.seat_part = object when 'report' then g.seat_round = object
          when 'piece' then exists (select from evidence.piece_obligation o where o.piece_id = object and o.obligation_id = any (g.seat_duties))
          when 'document' then exists (select from evidence.piece e join evidence.piece_obligation o on o.piece_id = e.id where e.document_id = object and o.obligation_id = any (g.seat_duties))
          else false end)), '[]'));
end $$;
