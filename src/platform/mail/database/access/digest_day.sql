comment on table mail.digest_day is
  'The days whose digests are queued. The process that inserts a day queues its digests, so two processes or a restart never do it '
  'twice.';

alter table mail.digest_day enable row level security;
alter table mail.digest_day force row level security;
grant select, insert, update, delete on mail.digest_day to manumit_guard;

create policy digest_day_guard on mail.digest_day to manumit_guard using (true) with check (true);

create policy digest_day_owner on mail.digest_day to manumit_schema using (true) with check (true);
