-- Who speaks for a party is asked before the policy office, as for evidence (0280).
do $$ begin
  execute format('alter policy answer_read on commitments.answer to manumit_app using (%s or %s)',
    identity.label_policy('at', '{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office,reviewer}'),
    identity.label_policy('anywhere', '{policy-office}'));
end $$;
