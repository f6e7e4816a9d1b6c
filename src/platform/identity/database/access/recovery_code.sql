comment on table identity.recovery_code is 'Recovery codes of eighty random bits, stored as a hash over the person and the code.';
comment on column identity.recovery_code.digest is 'The hash over the person and the code.';

alter table identity.recovery_code enable row level security;
alter table identity.recovery_code force row level security;
grant select, insert, update, delete on identity.recovery_code to manumit_guard;

create policy recovery_code_guard on identity.recovery_code to manumit_guard using (true) with check (true);

create policy recovery_code_owner on identity.recovery_code to manumit_schema using (true) with check (true);
