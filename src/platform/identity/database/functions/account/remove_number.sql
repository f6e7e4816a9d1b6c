-- Frees the ids of deleted accounts, learners, links and credentials.
create or replace function identity.remove_number() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin delete from identity.number n using gone where n.id = gone.id; return null; end
$$;
alter function identity.remove_number() owner to manumit_guard;
revoke all on function identity.remove_number() from public;
