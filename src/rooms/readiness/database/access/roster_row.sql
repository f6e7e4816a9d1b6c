comment on table training.roster_row is 'What each line of a roster became.';
comment on column training.roster_row.before is 'Null: the row created the person.';
comment on column training.roster_row.left_version is 'The version the row created: a later change is not undone.';

alter table training.roster_row enable row level security;
alter table training.roster_row force row level security;
grant select, insert on training.roster_row to manumit_app;

create policy roster_row_read on training.roster_row for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
);

create policy roster_row_import on training.roster_row for insert to manumit_app with check (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy roster_row_owner on training.roster_row to manumit_schema using (true) with check (true);
