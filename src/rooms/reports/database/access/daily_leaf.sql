comment on table reports.daily_leaf is
  'The leaf of a day and a channel: it names the list of readers and the channel key in force, and the root over the acts of the day. '
  'Each day of an open channel has one, also without a report, so that silence and none look alike.';
comment on column reports.daily_leaf.manifest_number is 'The list in force at the end of the day; null where none was.';
comment on column reports.daily_leaf.successors is 'How many later channel keys there were at the end of the day.';
comment on column reports.daily_leaf.root is
  'Merkle root over the hashes of the day, sorted. One of them is the leaf''s own, so that the root of a day without acts is not known.';
comment on column reports.daily_leaf.entry_id is 'Its entry in the ledger.';

alter table reports.daily_leaf enable row level security;
alter table reports.daily_leaf force row level security;
grant select, insert on reports.daily_leaf to manumit_guard;

create policy guard_all on reports.daily_leaf to manumit_guard using (true) with check (true);

create policy owner_all on reports.daily_leaf to manumit_schema using (true) with check (true);

create trigger require_job before insert or update on reports.daily_leaf
  for each row execute function identity.require_job('maintain-log');
