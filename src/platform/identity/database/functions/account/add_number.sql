-- Takes the ids of new accounts, learners, links and credentials, so that no two of them share one (identity.number).
create or replace function identity.add_number() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin insert into identity.number select id from added; return null; end
$$;
alter function identity.add_number() owner to manumit_guard;
revoke all on function identity.add_number() from public;
