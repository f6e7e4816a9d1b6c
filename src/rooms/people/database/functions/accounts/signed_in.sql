-- Every page asks who is signed in: name, address and highest label come from one query (docs/decisions/010). It answers only for a
-- session. A link, an access slip or a credential has an id of its own, and one that was given the id of an account used to receive that
-- account's name and address. The claims are read after their signature is verified, not in a condition of the same query.
create or replace function identity.signed_in() returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (select jsonb_build_object('name', p.name, 'email', p.email, 'highestLabel', (select highest_label from identity.ceiling))
    from (select case when c.claims ->> 'kind' in ('person', 'installation') then (c.claims ->> 'person')::uuid end as id
    from identity.current_claims() c offset 0) caller
      join identity.person p on p.id = caller.id);
end
$$;
alter function identity.signed_in() owner to manumit_guard;
revoke all on function identity.signed_in() from public;
grant execute on function identity.signed_in() to manumit_app;
