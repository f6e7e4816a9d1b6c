-- Each in one statement of its own: calling identity.verified() would enter a second function. A credential, a link to one section and a
-- slip of a class are nobody here: what is for everybody signed in, names of people above all, is not for them. What is theirs asks for the
-- link (reporting.own_link) or the learner (training.own_trainee). The ledger takes who acted from the claims themselves. The kind is not
-- asked in the condition, which may be read before the signature is.
create or replace function identity.person() returns uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin return (select case when claims ->> 'kind' in ('person', 'installation') then (claims ->> 'person')::uuid end
  from identity.standing_claims()); end
$$;
alter function identity.person() owner to manumit_guard;
revoke all on function identity.person() from public;
grant execute on function identity.person() to manumit_app;
