-- For the installation itself (command line, first start): only the deployer and the schema role may call it.
create or replace function identity.installation_session(session uuid, token text) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid;
begin
  select id into who from identity.person where kind = 'installation';
  if not found then
    who := gen_random_uuid();
    insert into identity.person (id, kind, name) values (who, 'installation', 'Installation');
  end if;
  insert into identity.session (id, person_id, token_hash, ends_at)
    values (session, who, sha256(convert_to(token, 'UTF8')), now() + interval '12 hours');
  return who;
end
$$;
alter function identity.installation_session(uuid, text) owner to manumit_guard;
revoke all on function identity.installation_session(uuid, text) from public;
grant execute on function identity.installation_session(uuid, text) to manumit_schema;
