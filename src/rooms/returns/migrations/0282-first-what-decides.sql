-- Who answers a return is asked before the policy office, as for evidence (0280); and whether the return of an answer is open is looked up for that return, not
-- among all that its writer may see.
do $$ declare
  office text := identity.label_policy('anywhere', '{policy-office}');
  own text := identity.label_policy('at', '{focal-point,commander,contracting-officer,training-officer,legal-adviser}');
  reviewer text := identity.label_policy('at', '{reviewer}');
begin
  execute format('alter policy return_read on reporting.return to manumit_app using (%s or %s or (handed_in > 0 and %s))', own, office, reviewer);
  execute format('alter policy return_change on reporting.return to manumit_app using (%s or %s)', own, office);
  execute format('alter policy answer_change on reporting.answer to manumit_app
      using (%1$s and exists (select from reporting.return r where r.id = return_id and r.state = ''answering''))
      with check (answered_by = (select identity.person()) and %1$s)', own);
end $$;
