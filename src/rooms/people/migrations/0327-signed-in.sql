-- Every page asks who is signed in. Name, address and the highest label were three questions who that is, and whose address somebody may read a fourth, although it
-- is their own (docs/decisions/010). What the claims say is read after their signature, and not in a condition beside it.
create function identity.signed_in() returns jsonb language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select jsonb_build_object('name', p.name, 'email', p.email, 'highestLabel', (select highest_label from identity.ceiling))
    from (select case when c.claims ->> 'kind' <> 'credential' then (c.claims ->> 'person')::uuid end as id from identity.standing_claims() c offset 0) caller
      join identity.person p on p.id = caller.id);
end $$;
alter function identity.signed_in() owner to manumit_guard;
revoke all on function identity.signed_in() from public;
grant execute on function identity.signed_in() to manumit_app;
