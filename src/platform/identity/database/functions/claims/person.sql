-- Each is one statement of its own: calling identity.verified() would enter a second function. A credential, a section link and an
-- access slip have no person here: what every signed-in user may read, above all names of people, is not for them. Rules for them check the
-- link (returns.own_link) or the learner (training.own_trainee). The ledger takes the actor from the claims themselves. The kind is not
-- part of the condition, because a condition may be evaluated before the signature is verified.
create or replace function identity.person() returns uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin return (select case when claims ->> 'kind' in ('person', 'installation') then (claims ->> 'person')::uuid end
  from identity.current_claims()); end
$$;
alter function identity.person() owner to manumit_guard;
revoke all on function identity.person() from public;
grant execute on function identity.person() to manumit_app;
