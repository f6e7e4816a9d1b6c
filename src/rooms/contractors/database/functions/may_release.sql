-- Whether a contract may be awarded, or an option of it exercised, on a day (5f): it carries its clause set, or an override covers the day.
-- The set is carried if the count says so and a person confirmed each provision that was looked for in its documents. Which document
-- decides where several differ is counted by the program (coverage.rules.ts). An override was granted, which another person than the one
-- who asked did, and does not end before the day.
create or replace function contractors.may_release(contract uuid, owed text, counted text, option text, on_day date) returns boolean
language sql stable
as $$
  select (counted = 'present'
      and exists (select from contractors.document d join contractors.finding f on f.document_id = d.id
        where d.contract_id = contract and f.set_id = owed)
      and not exists (select from contractors.document d join contractors.finding f on f.document_id = d.id
        where d.contract_id = contract and f.set_id = owed
        group by f.provision having not coalesce(bool_or(f.decided = 'present'), false)))
    or exists (select from contractors.override o where o.contract_id = contract and o.option_number is not distinct from option
      and o.decision = 'granted' and o.until >= on_day)
$$;
revoke all on function contractors.may_release(uuid, text, text, text, date) from public;
grant execute on function contractors.may_release(uuid, text, text, text, date) to manumit_app;
