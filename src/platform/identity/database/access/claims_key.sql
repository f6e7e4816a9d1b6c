comment on table identity.claims_key is
  'The key that signs claims. It lasts for one start: the table is unlogged, so no log, backup or standby contains it, and it is empty '
  'after a crash. The launcher makes a new key at each start; a connection that finds none makes one before it is used.';
comment on column identity.claims_key.before is
  'The previous key. If another process is connected during a renewal, its open transactions continue with the key they began with.';
comment on column identity.claims_key.since is 'From when `key` signs; until then `before` does. -infinity: at once.';
comment on column identity.claims_key.key is 'The key with which the program signs who a connection acts for.';

alter table identity.claims_key enable row level security;
alter table identity.claims_key force row level security;
grant select, insert, update, delete on identity.claims_key to manumit_guard;

create policy claims_key_guard on identity.claims_key to manumit_guard using (true) with check (true);

create policy claims_key_owner on identity.claims_key to manumit_schema using (true) with check (true);
