-- The account of an attempt, as far as the program needs it to verify a factor. It returns nothing without the token.
create or replace function identity.find_attempt(token text, wanted_step text) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('id', t.id, 'person', t.person_id, 'name', p.name, 'email', p.email) from identity.attempt t
    join identity.person p on p.id = t.person_id
    where t.token_hash = sha256(convert_to(token, 'UTF8')) and t.step = wanted_step and t.finished_at is null and t.ends_at > now()
    and p.disabled_at is null
      and (wanted_step <> 'set-up' or cardinality(identity.factors_of(t.person_id)) = 0)
$$;
alter function identity.find_attempt(text, text) owner to manumit_guard;
revoke all on function identity.find_attempt(text, text) from public;
grant execute on function identity.find_attempt(text, text) to manumit_app;
