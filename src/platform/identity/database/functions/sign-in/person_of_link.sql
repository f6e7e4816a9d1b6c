-- The id of the person whose account a one-time link opens; a passkey is made for it. Null for the first user, who has no id yet.
create or replace function identity.person_of_link(token text) returns uuid
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select person_id from identity.invitation where token_hash = sha256(convert_to(token, 'UTF8')) and used_at is null
    and (ends_at is null or ends_at > now())
$$;
alter function identity.person_of_link(text) owner to manumit_guard;
revoke all on function identity.person_of_link(text) from public;
grant execute on function identity.person_of_link(text) to manumit_app;
