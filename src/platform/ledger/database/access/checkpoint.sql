comment on table ledger.checkpoint is 'What was signed: one a day for everybody (`day`), the others for enrolled outside checks only.';

alter table ledger.checkpoint enable row level security;
alter table ledger.checkpoint force row level security;
grant select on ledger.checkpoint to manumit_app;
grant select, insert, update, delete on ledger.checkpoint to manumit_guard;

-- Who sees how the log is kept: those who check it and those who run it. Sizes between two days tell how busy a day was.
create policy checkpoint_read on ledger.checkpoint for select to manumit_app using (
  (select identity.holds('{auditor,policy-office,platform-admin}'))
);

create policy guard_all on ledger.checkpoint to manumit_guard using (true) with check (true);

create policy owner_all on ledger.checkpoint to manumit_schema using (true) with check (true);

create trigger ask_job before insert or update on ledger.checkpoint
  for each row execute function identity.ask_job('keep-log');

-- Of the log, the checkpoints of a day and their cosignatures alone: others are signed as often as an outside check asks.
create trigger public_change after insert or update on ledger.checkpoint
  for each row
  when (new.day is not null)
  execute function platform.note_public_change();
