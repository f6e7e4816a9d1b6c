comment on table ledger.checkpoint is 'The signed checkpoints: one per day is public (`day`), the others are for enrolled witnesses only.';
comment on column ledger.checkpoint.size is 'How many leaves the tree had.';
comment on column ledger.checkpoint.root is 'The root of the Merkle tree over these leaves.';
comment on column ledger.checkpoint.note is 'The signed note (C2SP tlog-checkpoint): name of the log, size, root and signature.';
comment on column ledger.checkpoint.day is 'The day whose publication it is; null: made for enrolled witnesses, and deleted after a day.';

alter table ledger.checkpoint enable row level security;
alter table ledger.checkpoint force row level security;
grant select on ledger.checkpoint to manumit_app;
grant select, insert, update, delete on ledger.checkpoint to manumit_guard;

-- Read by the roles that check the log and those that operate it. Sizes between two days would reveal how busy a day was.
create policy checkpoint_read on ledger.checkpoint for select to manumit_app using (
  (select identity.holds(identity.group('supervisors')))
);

create policy guard_all on ledger.checkpoint to manumit_guard using (true) with check (true);

create policy owner_all on ledger.checkpoint to manumit_schema using (true) with check (true);

create trigger require_job before insert or update on ledger.checkpoint
  for each row execute function identity.require_job('maintain-log');

-- Only the checkpoints of a day and their cosignatures are listed: others are signed as often as a witness requests one.
create trigger public_change after insert or update on ledger.checkpoint
  for each row
  when (new.day is not null)
  execute function platform.record_public_change();
