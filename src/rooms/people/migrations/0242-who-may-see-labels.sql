-- Who may see an object turns on its label too: the facts say it, and where something released is labelled, every grant could open it.
grant select (label_level, releasable_to) on reviews.participation to manumit_guard;
create or replace function identity.facts_of(kind text, object uuid) returns jsonb language plpgsql stable as $$
declare facts jsonb;
begin
  case kind
    when 'piece' then
      select jsonb_build_object('parties', jsonb_build_array(party_id), 'byOffice', by_office, 'submitted', submitted_at is not null, 'released', released_at is not null,
          'level', label_level, 'releasableTo', to_jsonb(releasable_to))
        into facts from evidence.piece where id = object;
    when 'document' then
      select jsonb_build_object('parties', jsonb_build_array(d.party_id), 'byOffice', d.by_office, 'level', d.label_level, 'releasableTo', to_jsonb(d.releasable_to),
          'pieces', coalesce((select jsonb_agg(jsonb_build_object('byOffice', p.by_office, 'submitted', p.submitted_at is not null, 'released', p.released_at is not null,
            'level', p.label_level, 'releasableTo', to_jsonb(p.releasable_to))) from evidence.piece p where p.document_id = d.id), '[]'))
        into facts from evidence.document d where d.id = object;
    when 'dossier', 'evidence' then
      select jsonb_build_object('parties', jsonb_build_array(id)) into facts from parties.party where id = object;
    when 'part' then
      select jsonb_build_object('parties', jsonb_build_array(party_id), 'level', label_level, 'releasableTo', to_jsonb(releasable_to))
        into facts from reviews.participation where id = object;
    when 'report' then
      -- What was adopted is frozen; its part may still be worked on, under a label of its own.
      select jsonb_build_object('parties', coalesce((select jsonb_agg(party_id order by party_id) from reviews.participation where round_id = object), '[]'),
          'parts', coalesce((select jsonb_agg(jsonb_build_object('party', x.party_id, 'released', x.released, 'level', x.label_level, 'releasableTo', to_jsonb(x.releasable_to)))
            from (select party_id, false as released, label_level, releasable_to from reviews.participation where round_id = object
              union all select party_id, release = 'parties', label_level, releasable_to from reviews.adopted_part where round_id = object) x), '[]'))
        into facts from reviews.round where id = object;
    else return null;
  end case;
  return facts;
end $$;

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
        and (wide or g.role = 'policy-office' or g.party_id = any (concerned))), '[]'));
end $$;
