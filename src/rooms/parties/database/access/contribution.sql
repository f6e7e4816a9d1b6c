comment on table parties.contribution is 'A contribution is binding: a person confirmed it, with a first and a last date.';

alter table parties.contribution enable row level security;
alter table parties.contribution force row level security;
grant select, insert on parties.contribution to manumit_app;
grant update (to_day, ended_at, ended_by, version) on parties.contribution to manumit_app;

-- Public facts, read by everybody, signed in or not.
create policy contribution_read on parties.contribution for select to manumit_app using (true);

create policy contribution_write on parties.contribution for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
  or party_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
);

create policy contribution_end on parties.contribution for update to manumit_app using (
  (select identity.holds(identity.group('office')))
  or party_id = any ((select identity.parties(identity.group('representatives')))::uuid[])
);

create policy contribution_owner on parties.contribution to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on parties.contribution
  for each row execute function identity.require_own_name('confirmed_by', 'ended_by');

create trigger public_change after insert or update or delete or truncate on parties.contribution
  for each statement execute function platform.record_public_change();
