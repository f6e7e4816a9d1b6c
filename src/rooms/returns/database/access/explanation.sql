comment on table returns.explanation is 'Why figures of a return that do not pass a check are right. It is submitted with them.';
comment on column returns.explanation.check_id is 'The check of the questionnaire.';
comment on column returns.explanation.left_figure is 'The first figure it explains. An explanation of other figures does not count.';
comment on column returns.explanation.right_figure is 'The figure that it is compared with. Shares are in percent.';
comment on column returns.explanation.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column returns.explanation.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table returns.explanation enable row level security;
alter table returns.explanation force row level security;
grant select, insert on returns.explanation to manumit_app;
grant update (explanation, left_figure, right_figure, explained_by, explained_at) on returns.explanation to manumit_app;
grant select, insert, update on returns.explanation to manumit_guard;

-- Like answers: drafts stay with the party, and others read the submitted versions.
create policy explanation_read on returns.explanation for select to manumit_app using (
  (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
);

create policy explanation_add on returns.explanation for insert to manumit_app with check (
  explained_by = (select identity.person())
  and (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
  and exists (select from returns.return r where r.id = return_id and r.state = 'answering')
);

create policy explanation_change on returns.explanation for update to manumit_app using (
  (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
  and exists (select from returns.return r where r.id = return_id and r.state = 'answering')
) with check (
  explained_by = (select identity.person())
  and (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
);

create policy guard_all on returns.explanation to manumit_guard using (true) with check (true);

create policy owner_all on returns.explanation to manumit_schema using (true) with check (true);

create trigger set_label before insert or update of return_id, label_level, releasable_to on returns.explanation
  for each row execute function returns.set_label();
