comment on table identity.voucher_key is
  'What the program vouches with for what the database cannot check itself; sealed under the key file beside it. It lasts one start, '
  'as the key of claims does.';

alter table identity.voucher_key enable row level security;
alter table identity.voucher_key force row level security;
grant select, insert, update, delete on identity.voucher_key to manumit_guard;

create policy voucher_key_guard on identity.voucher_key to manumit_guard using (true) with check (true);

create policy voucher_key_owner on identity.voucher_key to manumit_schema using (true) with check (true);
