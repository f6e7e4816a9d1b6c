-- The policies of 0201, with the shorter text of identity.label_policy (0221).
do $$ declare
  own text := identity.label_policy('at', '{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office}');
  reads text := identity.label_policy('at', '{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office,reviewer}');
  signs text := identity.label_policy('at', '{focal-point,commander,policy-office}');
  office text := identity.label_policy('anywhere', '{policy-office}');
  everybody text := identity.label_policy('everybody');
  t text;
begin
  execute format('alter policy piece_read on evidence.piece to manumit_app using (case when submitted_at is null
      then (not by_office and %1$s) or (by_office and %2$s) else %2$s or %3$s or (released_at is not null and %4$s) end)', own, office, reads, everybody);
  execute format('alter policy piece_enter on evidence.piece to manumit_app with check (
      entered_by = (select identity.person()) and (signed_by is null or signed_by = (select identity.person())) and state in (''draft'', ''submitted'') and released_at is null
      and entered_name is not distinct from (select evidence.own_name()) and (signed_name is null or signed_name = (select evidence.own_name()))
      and ended_by is null and purge_asked_by is null
      and case when by_office then %2$s and exists (select from parties.party x where x.id = party_id)
        else %1$s and (submitted_at is null or origin = ''arose'' or %3$s) end)', own, office, signs);
  execute format('alter policy piece_change on evidence.piece to manumit_app using (case when by_office then %2$s else %1$s end)
    with check (case when by_office then %2$s
      else %1$s and (submitted_at is null or origin = ''arose'' or %3$s or (state = ''purge-asked'' and signed_by is distinct from (select identity.person()))) end)', own, office, signs);
  execute format('alter policy piece_obligation_read on evidence.piece_obligation to manumit_app using (
      (submitted_at is not null and (%s or %s)) or exists (select from evidence.piece p where p.id = piece_id))', office, reads);
  execute format('alter policy piece_obligation_name on evidence.piece_obligation to manumit_app with check (
      exists (select from evidence.piece p where p.id = piece_id and case when by_office then %s else %s end))', office, own);
  foreach t in array array['standing', 'holding', 'month'] loop
    execute format('alter policy %I on evidence.%I to manumit_app using (%s or %s)', t || '_read', t, office, reads);
  end loop;
  execute format('alter policy document_read on evidence.document to manumit_app using (
      (not by_office and %s) or (by_office and %s) or exists (select from evidence.piece p where p.document_id = document.id))', own, office);
  execute format('alter policy document_add on evidence.document to manumit_app with check (
      uploaded_by = (select identity.person()) and purged_at is null and case when by_office then %2$s else %1$s end)', own, office);
  execute format('alter policy label_release_ask on evidence.label_release to manumit_app with check (
      asked_by = (select identity.person()) and exists (select from evidence.piece p where p.id = object_id and p.party_id = label_release.party_id
        and from_level = label_level and from_releasable is not distinct from releasable_to and case when by_office then %2$s else %1$s and (submitted_at is null or %3$s) end))', own, office, signs);
end $$;
