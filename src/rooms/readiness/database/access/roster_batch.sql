comment on table training.roster_batch is
  'An imported roster. Rosters arrive as tables, in parts, and can be undone as a whole: each row records the person it created or '
  'changed, and their earlier values.';
comment on column training.roster_batch.undone_line is 'The last line undone so far: a long roster is undone in parts.';

alter table training.roster_batch enable row level security;
alter table training.roster_batch force row level security;
grant select, insert on training.roster_batch to manumit_app;
grant update (imported, undone_line, undo_reason, undone_by, undone_at, version) on training.roster_batch to manumit_app;

create policy roster_batch_read on training.roster_batch for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
);

create policy roster_batch_begin on training.roster_batch for insert to manumit_app with check (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
  and imported_by = (select identity.person())
  and undone_by is null
  and undone_at is null
);

create policy roster_batch_change on training.roster_batch for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
) with check (
  undone_by is null
  or undone_by = (select identity.person())
);

create policy roster_batch_owner on training.roster_batch to manumit_schema using (true) with check (true);
