-- The policies of 0203, with the shorter text of identity.label_policy (0221).
do $$ declare
  office text := identity.label_policy('anywhere', '{policy-office}');
  reads text := identity.label_policy('at', '{focal-point,commander,contracting-officer,legal-adviser,training-officer,reviewer}');
  acts text := identity.label_policy('at', '{focal-point,commander,contracting-officer,reviewer}');
begin
  execute format('alter policy participation_read on reviews.participation to manumit_app using (%s or %s)', office, reads);
  execute format('alter policy participation_add on reviews.participation to manumit_app with check (%s)', office);
  execute format('alter policy participation_change on reviews.participation to manumit_app using (%s or %s)', office, acts);
  execute format('alter policy adopted_part_read on reviews.adopted_part to manumit_app using ((release = ''parties'' and %s) or %s or %s)',
    identity.label_policy('everybody'), office, reads);
  execute format('alter policy adopted_part_add on reviews.adopted_part to manumit_app with check (%s)', office);
  execute format('alter policy label_release_ask on reviews.label_release to manumit_app with check (
      asked_by = (select identity.person()) and exists (select from reviews.participation p where p.id = object_id and p.party_id = label_release.party_id
        and from_level = label_level and from_releasable is not distinct from releasable_to and (%s or %s)))', office, acts);
end $$;
