-- What it takes to say who may see an object: its party, the facts its policies ask, and the grants that could open it. Nothing of what it says.
create policy part_released_guard on reviews.adopted_snapshot for select to manumit_guard using (true);
grant select (round_id, release) on reviews.adopted_snapshot to manumit_guard;

-- The facts of an object that decide who sees it, or null where it does not exist. Only for the guard's own functions.
create function identity.facts_of(kind text, object uuid) returns jsonb language plpgsql stable as $$
declare facts jsonb;
begin
  case kind
    when 'piece' then
      select jsonb_build_object('parties', jsonb_build_array(party_id), 'byOffice', by_office, 'submitted', submitted_at is not null, 'released', released_at is not null)
        into facts from evidence.piece where id = object;
    when 'document' then
      select jsonb_build_object('parties', jsonb_build_array(d.party_id), 'byOffice', d.by_office, 'pieces', coalesce((select jsonb_agg(jsonb_build_object(
          'byOffice', p.by_office, 'submitted', p.submitted_at is not null, 'released', p.released_at is not null)) from evidence.piece p where p.document_id = d.id), '[]'))
        into facts from evidence.document d where d.id = object;
    when 'dossier', 'evidence' then
      select jsonb_build_object('parties', jsonb_build_array(id)) into facts from parties.party where id = object;
    when 'part' then
      select jsonb_build_object('parties', jsonb_build_array(party_id)) into facts from reviews.participation where id = object;
    when 'report' then
      select jsonb_build_object('parties', coalesce((select jsonb_agg(party_id order by party_id) from reviews.participation where round_id = object), '[]'),
          'released', exists (select from reviews.adopted_snapshot s where s.round_id = object and s.release = 'parties'))
        into facts from reviews.round where id = object;
    else return null;
  end case;
  return facts;
end $$;

-- The facts of an object and every grant running today that could open it, with who gave it; for the policy office, auditors, and the administrator of
-- the party the object is of. Null where there is no such object or it is not theirs to ask about.
create function identity.access_to(kind text, object uuid) returns jsonb language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare facts jsonb := identity.facts_of(kind, object); concerned uuid[];
begin
  if facts is null then return null; end if;
  select coalesce(array_agg(p::uuid), '{}') into concerned from jsonb_array_elements_text(facts -> 'parties') p;
  if not (identity.holds('{policy-office,auditor}') or (cardinality(concerned) = 1 and concerned <@ identity.parties('{party-admin}'))) then return null; end if;
  return facts || jsonb_build_object(
    'sole', (select (array_agg(distinct g.person_id))[1] from identity.role_grant g join identity.person p on p.id = g.person_id
      where g.role = 'policy-office' and p.kind = 'person' and g.valid_from <= current_date having count(distinct g.person_id) = 1
        and bool_or(g.ended_at is null and (g.valid_to is null or g.valid_to >= current_date))),
    'grants', coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'person', g.person_id, 'name', p.name, 'role', g.role, 'party', g.party_id, 'label', g.label,
        'from', g.valid_from, 'to', g.valid_to, 'givenBy', (select b.name from identity.person b where b.id = g.granted_by and b.id <> g.person_id), 'givenAt', g.granted_at)
        order by p.name, g.id)
      from identity.role_grant g join identity.person p on p.id = g.person_id
      where g.ended_at is null and g.valid_from <= current_date and (g.valid_to is null or g.valid_to >= current_date) and p.disabled_at is null and p.kind = 'person'
        and (g.role = 'policy-office' or g.party_id = any (concerned))), '[]'));
end $$;

do $$ declare f text; begin
  foreach f in array array['identity.facts_of(text, uuid)', 'identity.access_to(text, uuid)'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function identity.access_to(text, uuid) to manumit_app;
