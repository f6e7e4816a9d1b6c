-- Columns that say who recorded, confirmed, planned or drafted are tied to the claims. It stands after the rooms whose tables it names.
do $$ declare t record; begin
  for t in select * from (values
    ('parties.party', 'recorded_by'), ('parties.membership', 'recorded_by'), ('parties.sighting', 'recorded_by'), ('parties.unit', 'recorded_by'),
    ('parties.rotation', 'recorded_by'), ('parties.contribution', 'confirmed_by,ended_by'),
    ('nations.import_batch', 'applied_by,undone_by'), ('nations.treaty_action', 'recorded_by'),
    ('reviews.round', 'planned_by,adopted_by'), ('reviews.participation', 'signed_by'), ('reviews.answer', 'answered_by'),
    ('reviews.clarification', 'asked_by,answered_by'), ('reviews.finding', 'drafted_by')) as named (place, fields) loop
    execute format('create trigger in_own_name before insert or update on %s for each row execute function identity.in_own_name(%s)', t.place,
      (select string_agg(quote_literal(field), ',') from unnest(string_to_array(t.fields, ',')) field));
  end loop;
end $$;
-- The register has rows that no person entered, from before anybody was here. The application adds none of those.
create policy party_named on parties.party as restrictive for insert to manumit_app with check (recorded_by = (select identity.person()));
alter table parties.party alter column recorded_by set default identity.person();
