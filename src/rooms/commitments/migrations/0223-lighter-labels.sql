-- The policies of 0202, with the shorter text of identity.label_policy (0221).
do $$ begin
  execute format('alter policy answer_read on commitments.answer to manumit_app using (%s or %s)', identity.label_policy('anywhere', '{policy-office}'),
    identity.label_policy('at', '{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office,reviewer}'));
  execute format('alter policy answer_give on commitments.answer to manumit_app with check (answered_by = (select identity.person()) and %s)',
    identity.label_policy('at', '{focal-point}'));
end $$;
