-- The salt to derive a password with. An unknown address gets a constant made-up one, so that the result does not reveal which addresses
-- exist. Only begin_sign_in calls it: a salt is returned only for a counted guess.
create or replace function identity.salt_of(address text) returns bytea
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(
    (select w.salt from identity.password w join identity.person p on p.id = w.person_id where p.email = lower(address)),
    (select substr(sha256(key || convert_to(lower(address), 'UTF8')), 1, 16) from identity.secret))
$$;
alter function identity.salt_of(text) owner to manumit_guard;
revoke all on function identity.salt_of(text) from public;
