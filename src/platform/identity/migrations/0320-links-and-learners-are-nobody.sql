-- Whoever holds a link to one section, or a slip of a class, is nobody, as a credential is (0310): what is for everybody signed in, names of people above all, is
-- not for them. What is theirs asks for the link (reporting.own_link) or the learner (training.own_trainee).
create or replace function identity.person() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin return (select case when claims ->> 'kind' in ('person', 'installation') then (claims ->> 'person')::uuid end from identity.standing_claims()); end $$;

-- Whoever acts, by whatever they came with: a repeated request is given the answer it had.
create function identity.actor() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin return (select (claims ->> 'person')::uuid from identity.standing_claims()); end $$;
alter function identity.actor() owner to manumit_guard;
revoke all on function identity.actor() from public;
grant execute on function identity.actor() to manumit_app;
drop policy answered_read on platform.answered;
create policy answered_read on platform.answered for select to manumit_app using (person_id = (select identity.actor()));
