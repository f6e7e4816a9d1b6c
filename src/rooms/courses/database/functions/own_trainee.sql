-- The learner this transaction was opened for (class code, service number and PIN), or null.
create or replace function training.own_trainee() returns uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare c jsonb := identity.verified();
begin return case when c ->> 'kind' = 'learner' then (c ->> 'person')::uuid end; end
$$;
alter function training.own_trainee() owner to manumit_guard;
revoke all on function training.own_trainee() from public;
grant execute on function training.own_trainee() to manumit_app;
