comment on table training.module is
  'A copy of the curriculum: its files are the source and are read at each start. The effects of a roster, a completion or a waiver are '
  'computed when it is written, by one statement for any number of persons.';
comment on column training.module.acknowledged is 'Whether a text has to be signed: until it is, the module does not count.';
comment on column training.module.texts is
  'Fingerprints of the text to be signed, one for each language. A person who passed the module elsewhere and lacks only the signature '
  'gives it in the player.';
comment on column training.module.valid_months is 'How many months a module stays valid; null: as long as the appointment.';
comment on column training.module.checks is
  'The final check: number of questions, pass mark, tries, critical rules, and the right answers by lesson and item. Readable by the '
  'guard role only: the database grades.';
comment on column training.module.deltas is
  'What each version added, and until when it may be missing: this limits how long a completion covers a need, even if it is renewed.';
comment on column training.module.due_days is 'How many days before its expiry a module is due again.';
comment on column training.module.lessons is 'The ids of its lessons, in the order in which they are taught.';

alter table training.module enable row level security;
alter table training.module force row level security;
grant select (id, version, lessons, acknowledged, renewed_by, valid_months, deltas, due_days) on training.module to manumit_app;
grant select, insert, update, delete on training.module to manumit_guard;

-- The curriculum is public, like the policy.
create policy module_read on training.module for select to manumit_app using (true);

create policy module_guard on training.module to manumit_guard using (true) with check (true);

create policy module_owner on training.module to manumit_schema using (true) with check (true);
