comment on table commitments.answer is
  'A contributor''s answer to what is expected of it (6). Append-only: the newest answer counts, earlier ones stay.';
comment on column commitments.answer.choice is 'comply, equivalent or explain.';
comment on column commitments.answer.note is 'The reason, or how it is done otherwise. Required for everything except comply.';
comment on column commitments.answer.label_level is
  '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015). An answer carries the label of its own text. A later '
  'answer is a separate statement and may have another label.';
comment on column commitments.answer.releasable_to is 'The parties it is releasable to; null: no restriction.';

-- The party's own roles are checked before the policy office, as for evidence.
alter table commitments.answer enable row level security;
alter table commitments.answer force row level security;
grant select, insert on commitments.answer to manumit_app;
alter table commitments.answer alter column answered_by set default identity.person();

-- Read by the party, the policy office and reviewers of the party; written by those who represent the party.
create policy answer_read on commitments.answer for select to manumit_app using (
  (
    party_id = any ((select identity.parties(identity.group('evidence-readers')))::uuid[])
    and (
      label_level = 0
      or ((select identity.clearances(identity.group('evidence-readers'))) -> label_level::text) ? party_id::text
    )
  )
  or (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
);

-- A reviewer assignment reads what its party answered to the obligations of its participation, if the answer has the lowest label and is
-- releasable to all.
create policy answer_of_assignment on commitments.answer for select to manumit_app using (
  (party_id || ' ' || obligation_id) = any ((select identity.assigned('obligation'))::text[])
  and label_level = 0
  and releasable_to is null
);

create policy answer_give on commitments.answer for insert to manumit_app with check (
  answered_by = (select identity.person())
  and (
    party_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
    and (
      label_level = 0
      or ((select identity.clearances(identity.group('representatives'))) -> label_level::text) ? party_id::text
    )
  )
);

create policy owner_all on commitments.answer to manumit_schema using (true) with check (true);

create trigger label_check before insert on commitments.answer
  for each row
  when (new.label_level > 0)
  execute function identity.check_label();
