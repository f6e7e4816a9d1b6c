-- A consultation is labelled when it is written down, and its label only narrows: there is no release here (docs/decisions/015).
alter table cooperation.consultation add column label_level smallint not null default 0 check (label_level between 0 and 3),
  add column releasable_to uuid[] check (party_id = any (releasable_to));
create trigger keep_label before insert on cooperation.consultation for each row when (new.label_level > 0) execute function identity.keep_label();
create trigger keep_label_on before update of label_level, releasable_to on cooperation.consultation for each row
  when ((old.label_level, old.releasable_to) is distinct from (new.label_level, new.releasable_to)) execute function identity.keep_label();
do $$ declare office text := identity.label_policy('anywhere', '{policy-office}'); begin
  drop policy consultation_read on cooperation.consultation;
  execute format('create policy consultation_read on cooperation.consultation for select to manumit_app using (%s)', office);
  drop policy consultation_record on cooperation.consultation;
  execute format('create policy consultation_record on cooperation.consultation for insert to manumit_app with check (
    recorded_by = (select identity.person()) and state = ''said'' and %s and party_id in (select id from parties.party where kind = ''body''))', office);
  drop policy consultation_go_on on cooperation.consultation;
  execute format('create policy consultation_go_on on cooperation.consultation for update to manumit_app using (%1$s and state <> ''told'') with check (%1$s)', office);
end $$;
