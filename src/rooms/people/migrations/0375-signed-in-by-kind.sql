-- Who is told their own account is somebody with a session, as everywhere since 0320. A link, a slip or a credential bears a number of its own, which whoever makes it
-- chooses: one that bore the number of an account was told its name and address.
create or replace function identity.signed_in() returns jsonb language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select jsonb_build_object('name', p.name, 'email', p.email, 'highestLabel', (select highest_label from identity.ceiling))
    from (select case when c.claims ->> 'kind' in ('person', 'installation') then (c.claims ->> 'person')::uuid end as id from identity.standing_claims() c offset 0) caller
      join identity.person p on p.id = caller.id);
end $$;
