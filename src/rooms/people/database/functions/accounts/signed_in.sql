-- Every page asks who is signed in: name, address and highest label in one question (docs/decisions/010). Only somebody with a session is
-- told: a link, a slip or a credential bears a number of its own, and one that was made to bear the number of an account was told its name
-- and address. What the claims say is read after their signature, and not in a condition beside it.
create or replace function identity.signed_in() returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (select jsonb_build_object('name', p.name, 'email', p.email, 'highestLabel', (select highest_label from identity.ceiling))
    from (select case when c.claims ->> 'kind' in ('person', 'installation') then (c.claims ->> 'person')::uuid end as id
    from identity.standing_claims() c offset 0) caller
      join identity.person p on p.id = caller.id);
end
$$;
alter function identity.signed_in() owner to manumit_guard;
revoke all on function identity.signed_in() from public;
grant execute on function identity.signed_in() to manumit_app;
