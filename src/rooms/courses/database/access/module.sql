comment on table training.module is
  'The curriculum, a second time: its files are the source, read at each start. What a roster, a completion or a waiver changes is '
  'worked out where it is written, by one statement for however many persons.';
comment on column training.module.acknowledged is 'Whether a text is signed: until then the module does not count.';
comment on column training.module.texts is
  'Fingerprints of the text that is signed, one for each language it can be read in. Who passed a module elsewhere and lacks only the '
  'signature gives it at the player.';
comment on column training.module.valid_months is 'How many months a module stays valid; null: as long as the appointment.';
comment on column training.module.checks is
  'Of the final check: how many questions, the pass mark, the tries, the critical rules, and the right answers by lesson and item. '
  'Readable by the guard alone: the database grades for itself.';
comment on column training.module.deltas is
  'What each version added, and until when it may be lacking: bounds what covers a need, however that is carried on.';
comment on column training.module.due_days is 'How many days before its end a module is due again.';

alter table training.module enable row level security;
alter table training.module force row level security;
grant select (id, version, lessons, acknowledged, renewed_by, valid_months, deltas, due_days) on training.module to manumit_app;
grant select, insert, update, delete on training.module to manumit_guard;

-- The curriculum is public, as the policy is.
create policy module_read on training.module for select to manumit_app using (true);

create policy module_guard on training.module to manumit_guard using (true) with check (true);

create policy module_owner on training.module to manumit_schema using (true) with check (true);
