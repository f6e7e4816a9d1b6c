comment on table policy.official_text is
  'The official text of a clause in one language, with its source; a replaced or removed one stays with the reason.';
comment on column policy.official_text.released is
  'Whether the public pages may show it: a decision of the policy office, because the text has a copyright.';
comment on column policy.official_text.read_on is 'The day on which the policy office read the text at its source.';

alter table policy.official_text enable row level security;
alter table policy.official_text force row level security;
grant select, insert on policy.official_text to manumit_app;
grant update (ended_by, ended_at, end_reason) on policy.official_text to manumit_app;
alter table policy.official_text alter column recorded_by set default identity.person();

create policy official_text_read on policy.official_text for select to manumit_app using (
  (ended_at is null and (released or (select identity.person()) is not null))
  or (select identity.holds(identity.group('overseers')))
);

create policy official_text_record on policy.official_text for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
  and recorded_by = (select identity.person())
  and ended_at is null
);

create policy official_text_end on policy.official_text for update to manumit_app using (
  (select identity.holds(identity.group('office')))
  and ended_at is null
) with check (ended_by = (select identity.person()));

create policy official_text_owner on policy.official_text to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete on policy.official_text
  for each row execute function platform.record_public_change();
