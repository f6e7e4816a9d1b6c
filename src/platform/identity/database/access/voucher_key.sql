comment on table identity.voucher_key is
  'The key with which the program vouches for what the database cannot verify itself; encrypted under the key file. It lasts for one '
  'start, like the claims key.';
comment on column identity.voucher_key.key is 'Read by the functions of the guard role, to verify a voucher.';
comment on column identity.voucher_key.key_encrypted is 'The same key for the program, which decrypts it with the key file.';

alter table identity.voucher_key enable row level security;
alter table identity.voucher_key force row level security;
grant select, insert, update, delete on identity.voucher_key to manumit_guard;

create policy voucher_key_guard on identity.voucher_key to manumit_guard using (true) with check (true);

create policy voucher_key_owner on identity.voucher_key to manumit_schema using (true) with check (true);
