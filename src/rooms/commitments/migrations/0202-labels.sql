-- An answer carries the label of its own words. A later answer is a statement of its own and may have another.
alter table commitments.answer add column label_level smallint not null default 0 check (label_level between 0 and 3),
  add column releasable_to uuid[] check (party_id = any (releasable_to));
create trigger keep_label before insert on commitments.answer for each row when (new.label_level > 0) execute function identity.keep_label();
drop policy answer_read on commitments.answer;
drop policy answer_give on commitments.answer;
do $$ begin
  execute format('create policy answer_read on commitments.answer for select to manumit_app using (%s or %s)', identity.label_policy('anywhere', '{policy-office}'),
    identity.label_policy('at', '{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office,reviewer}'));
  execute format('create policy answer_give on commitments.answer for insert to manumit_app with check (answered_by = (select identity.person()) and %s)',
    identity.label_policy('at', '{focal-point}'));
end $$;
