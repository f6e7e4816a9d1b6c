comment on table cooperation.consultation is
  'A partner''s or organisation''s comments on an edition of the policy, the outcome, and when they were informed (2, 5).';
comment on column cooperation.consultation.edition_id is 'The edition it concerns.';
comment on column cooperation.consultation.party_id is 'The party that consulted: headquarters or one of its bodies.';
comment on column cooperation.consultation.consulted_id is 'A party of the register, or the name of an organisation that is not in it.';
comment on column cooperation.consultation.outcome is 'What was changed, or why not.';
comment on column cooperation.consultation.label_level is
  '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015). A consultation is labelled when it is recorded, and its '
  'label can only become narrower: there is no release here.';
comment on column cooperation.consultation.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table cooperation.consultation enable row level security;
alter table cooperation.consultation force row level security;
grant select, insert on cooperation.consultation to manumit_app;
grant update (state, changed, outcome, decided_on, informed_on, version) on cooperation.consultation to manumit_app;

create policy consultation_read on cooperation.consultation for select to manumit_app using (
  (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
);

create policy consultation_record on cooperation.consultation for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and state = 'recorded'
  and (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
  and party_id in (select id from parties.party where kind = 'body')
);

create policy consultation_change on cooperation.consultation for update to manumit_app using (
  (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
  and state <> 'informed'
) with check (
  (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
);

create policy owner_all on cooperation.consultation to manumit_schema using (true) with check (true);

create trigger label_check before insert on cooperation.consultation
  for each row
  when (new.label_level > 0)
  execute function identity.check_label();

create trigger label_check_change before update of label_level, releasable_to on cooperation.consultation
  for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to))
  execute function identity.check_label();
