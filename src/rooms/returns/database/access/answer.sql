comment on table returns.answer is 'Answers to the questions of a return while it is open for answers.';
comment on column returns.answer.known is 'The prefilled facts that were shown for the question, as they were when the return was begun.';
comment on column returns.answer.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column returns.answer.releasable_to is 'The parties it is releasable to; null: no restriction.';
comment on column returns.answer.value is 'The answer, of the type that the question asks for: number, date, table and so on.';

-- The party's own roles are checked before the policy office, as for evidence. The state of the return is looked up for that return, not
-- among all that the writer may see.
alter table returns.answer enable row level security;
alter table returns.answer force row level security;
grant select, insert on returns.answer to manumit_app;
grant update (choice, value, note, document_id, page, answered_by, answered_at, version, by_link) on returns.answer to manumit_app;
grant select, insert, update on returns.answer to manumit_guard;

create policy answer_of_link on returns.answer for select to manumit_app using (
  (return_id, section_id) in (select return_id, section_id from returns.link where id = (select returns.own_link()))
);

-- Answers always stay with the party: others read the versions it submits.
create policy answer_read on returns.answer for select to manumit_app using (
  (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
);

create policy answer_add on returns.answer for insert to manumit_app with check (
  choice is null
  and answered_by is null
  and (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
);

create policy answer_by_link on returns.answer for update to manumit_app using (
  (return_id, section_id) in (select return_id, section_id from returns.link where id = (select returns.own_link()))
) with check (
  answered_by is null
  and by_link = (select returns.own_link())
);

-- An answer given through a link must name the link that opened this transaction.
create policy answer_own_name on returns.answer as restrictive for update to manumit_app using (true)
  with check (by_link is not distinct from (select returns.own_link()));

create policy answer_change on returns.answer for update to manumit_app using (
  (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
  and exists (select from returns.return r where r.id = return_id and r.state = 'answering')
) with check (
  answered_by = (select identity.person())
  and (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
);

create policy guard_all on returns.answer to manumit_guard using (true) with check (true);

create policy owner_all on returns.answer to manumit_schema using (true) with check (true);

create trigger set_label before insert or update of return_id, label_level, releasable_to on returns.answer
  for each row execute function returns.set_label();
