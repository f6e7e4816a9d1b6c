comment on table training.tries_reset is 'An instructor grants new tries. Earlier tries are kept.';

alter table training.tries_reset enable row level security;
alter table training.tries_reset force row level security;
grant select, insert on training.tries_reset to manumit_app;
grant select, insert, update on training.tries_reset to manumit_guard;

create policy tries_reset_read on training.tries_reset for select to manumit_app using (
  trainee_id = (select training.own_trainee())
  or party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy tries_reset_write on training.tries_reset for insert to manumit_app with check (
  reset_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy tries_reset_guard on training.tries_reset to manumit_guard using (true) with check (true);

create policy tries_reset_owner on training.tries_reset to manumit_schema using (true) with check (true);
