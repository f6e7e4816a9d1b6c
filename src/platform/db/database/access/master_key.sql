comment on table platform.master_key is
  'The ids of the master keys this database was sealed with. Never a key: with them a start notices a key file that is missing or '
  'another''s before anything is sealed with the wrong one. The application role has no business here.';

alter table platform.master_key enable row level security;
alter table platform.master_key force row level security;

create policy master_key_owner on platform.master_key to manumit_schema using (true) with check (true);
