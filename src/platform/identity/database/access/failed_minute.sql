comment on table identity.failed_minute is
  'Failed sign-ins belong in the log, but strangers must not fill it. Failures are counted per minute, for all addresses together, and '
  'each minute is logged once.';

alter table identity.failed_minute enable row level security;
alter table identity.failed_minute force row level security;
grant select, insert, update, delete on identity.failed_minute to manumit_guard;

create policy failed_minute_guard on identity.failed_minute to manumit_guard using (true) with check (true);

create policy failed_minute_owner on identity.failed_minute to manumit_schema using (true) with check (true);
