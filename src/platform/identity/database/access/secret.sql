comment on table identity.secret is
  'The key of digests that must stay the same after a restart: made-up salts and addresses with failed sign-ins (identity.keyed_hash). It '
  'signs nothing. Only the functions of the guard role read it.';
comment on column identity.secret.key is 'The key of these digests, random, made once.';

alter table identity.secret enable row level security;
alter table identity.secret force row level security;
grant select, insert, update, delete on identity.secret to manumit_guard;

create policy secret_guard on identity.secret to manumit_guard using (true) with check (true);

create policy secret_owner on identity.secret to manumit_schema using (true) with check (true);
