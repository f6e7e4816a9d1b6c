comment on table nations.plan is
  'A nation''s own action plan for the policy (6): title, document, date of adoption and period. The nation''s statement about itself.';
comment on column nations.plan.document is 'The reference of the document, precise enough to find it again.';
comment on column nations.plan.evidence_id is 'The evidence of its newest state.';
comment on column nations.plan.crosswalk_evidence_id is 'The evidence of what it carries out of the plan of another organisation.';
comment on column nations.plan.label_level is
  '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015). A plan is labelled when it is recorded; its measures and '
  'entries carry a copy.';
comment on column nations.plan.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table nations.plan enable row level security;
alter table nations.plan force row level security;
grant select, insert on nations.plan to manumit_app;
grant update (state, end_reason, evidence_id, crosswalk_evidence_id, version) on nations.plan to manumit_app;
grant select on nations.plan to manumit_guard;

-- The nation, its reviewers, and headquarters.
create policy plan_read on nations.plan for select to manumit_app using (
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
);

-- The statement of a nation: headquarters writes none for it.
create policy plan_write on nations.plan for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and state = 'current'
  and party_id in (select id from parties.party where kind = 'nation')
  and party_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
  and (label_level = 0 or ((select identity.clearances(identity.group('representatives'))) -> label_level::text) ? party_id::text)
);

create policy plan_change on nations.plan for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
  and (label_level = 0 or ((select identity.clearances(identity.group('representatives'))) -> label_level::text) ? party_id::text)
);

create policy guard_all on nations.plan to manumit_guard using (true) with check (true);

create policy owner_all on nations.plan to manumit_schema using (true) with check (true);

create trigger label_check before insert on nations.plan
  for each row
  when (new.label_level > 0)
  execute function identity.check_label();
