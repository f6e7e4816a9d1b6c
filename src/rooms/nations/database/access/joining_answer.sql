comment on table nations.joining_answer is
  'Answers to the checklist of a nation that joins an operation. The newest counts, earlier ones stay.';
comment on column nations.joining_answer.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column nations.joining_answer.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table nations.joining_answer enable row level security;
alter table nations.joining_answer force row level security;
grant select, insert on nations.joining_answer to manumit_app;
grant select on nations.joining_answer to manumit_guard;
grant update (label_level, releasable_to) on nations.joining_answer to manumit_guard;

-- The nation, its reviewers, headquarters, and the commander of the operation it joins.
create policy joining_answer_read on nations.joining_answer for select to manumit_app using (
  (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
  or (
    party_id = any ((select identity.parties(identity.group('readers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('readers'))) -> label_level::text) ? party_id::text)
  )
  or (
    (
      operation_id = any ((select identity.parties(identity.group('leaders')))::uuid[])
      and (
        label_level = 0
        or ((select identity.clearances(identity.group('leaders'))) -> label_level::text) ? operation_id::text
      )
    )
    and (releasable_to is null or operation_id = any (releasable_to))
  )
);

-- A nation answers only for itself.
create policy joining_answer_give on nations.joining_answer for insert to manumit_app with check (
  answered_by = (select identity.person())
  and (
    party_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
    and (
      label_level = 0
      or ((select identity.clearances(identity.group('representatives'))) -> label_level::text) ? party_id::text
    )
  )
);

create policy guard_all on nations.joining_answer to manumit_guard using (true) with check (true);

create policy owner_all on nations.joining_answer to manumit_schema using (true) with check (true);

create trigger set_label before insert or update of label_level, releasable_to on nations.joining_answer
  for each row execute function nations.set_label();
