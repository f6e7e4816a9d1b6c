comment on table parties.observed_contribution is 'An observed contribution is not binding. `as_of` is null if the source gives no date.';
comment on column parties.observed_contribution.personnel is 'How many people the source names; null: it gives no number.';

alter table parties.observed_contribution enable row level security;
alter table parties.observed_contribution force row level security;
grant select, insert on parties.observed_contribution to manumit_app;

-- Public facts, read by everybody, signed in or not.
create policy observed_contribution_read on parties.observed_contribution for select to manumit_app using (true);

-- The register is kept by headquarters.
create policy observed_contribution_write on parties.observed_contribution for insert to manumit_app
  with check ((select identity.holds(identity.group('office'))));

create policy observed_contribution_owner on parties.observed_contribution to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on parties.observed_contribution
  for each row execute function identity.require_own_name('recorded_by');

create trigger public_change after insert or update or delete or truncate on parties.observed_contribution
  for each statement execute function platform.record_public_change();
