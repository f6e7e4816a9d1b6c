comment on table identity.single_sign_on is
  'Single sign-on: an account of another system receives what a list of this installation grants it, and nothing if it is not listed. '
  'The program verifies the provider''s token and vouches for it (docs/decisions/012).';
comment on column identity.single_sign_on.issuer is 'The provider (claim `iss` of its token).';
comment on column identity.single_sign_on.subject is
  'The id of the person at the provider (claim `sub`). The account is found by both, never by an address.';

alter table identity.single_sign_on enable row level security;
alter table identity.single_sign_on force row level security;
grant select, insert, update, delete on identity.single_sign_on to manumit_guard;

create policy single_sign_on_guard on identity.single_sign_on to manumit_guard using (true) with check (true);

create policy single_sign_on_owner on identity.single_sign_on to manumit_schema using (true) with check (true);
