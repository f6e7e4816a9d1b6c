-- The facts that decide who may read an object, or null if it does not exist. Only for the guard's own functions.
create or replace function identity.facts_of(kind text, object uuid) returns jsonb
language plpgsql stable
as $$
declare facts jsonb;
begin
  case kind
    when 'evidence-item' then
      select jsonb_build_object('parties', jsonb_build_array(party_id), 'byOffice', by_office, 'submitted', submitted_at is not null,
        'released', released_at is not null,
          'level', label_level, 'releasableTo', to_jsonb(releasable_to))
        into facts from evidence.item where id = object;
    when 'document' then
      select jsonb_build_object('parties', jsonb_build_array(d.party_id), 'byOffice', d.by_office, 'level', d.label_level, 'releasableTo',
        to_jsonb(d.releasable_to),
          'items', coalesce((select jsonb_agg(jsonb_build_object('byOffice', p.by_office, 'submitted', p.submitted_at is not null,
            'released', p.released_at is not null,
            'level', p.label_level, 'releasableTo', to_jsonb(p.releasable_to))) from evidence.item p where p.document_id = d.id), '[]'))
        into facts from evidence.document d where d.id = object;
    when 'dossier', 'evidence' then
      select jsonb_build_object('parties', jsonb_build_array(id)) into facts from parties.party where id = object;
    when 'participation' then
      select jsonb_build_object('parties', jsonb_build_array(party_id), 'level', label_level, 'releasableTo', to_jsonb(releasable_to))
        into facts from reviews.participation where id = object;
    when 'report' then
      -- The adopted version is frozen; its participation may still change, under its own label.
      select jsonb_build_object('parties', coalesce((select jsonb_agg(party_id order by party_id) from reviews.participation
        where round_id = object), '[]'),
          'participations', coalesce((select jsonb_agg(jsonb_build_object('party', x.party_id, 'released', x.released,
            'level', x.label_level, 'releasableTo', to_jsonb(x.releasable_to)))
            from (select party_id, false as released, label_level, releasable_to from reviews.participation where round_id = object
              union all select party_id, release = 'parties', label_level, releasable_to from reviews.adopted_participation
                where round_id = object) x), '[]'))
        into facts from reviews.round where id = object;
    else return null;
  end case;
  return facts;
end
$$;
alter function identity.facts_of(text, uuid) owner to manumit_guard;
revoke all on function identity.facts_of(text, uuid) from public;
