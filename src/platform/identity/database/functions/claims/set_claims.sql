-- Sets the claims of a person for this transaction. Reached only through the functions below.
create or replace function identity.set_claims(who uuid, session uuid) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare admitted text;
begin
  select c.claims_text into admitted
    from identity.signing_key(), (select claims::text as claims_text from identity.claims_of(who, session) offset 0) c
    where set_config('manumit.claims', identity.signature(key, convert_to(c.claims_text, 'UTF8')) || c.claims_text, true) is not null;
  return admitted::jsonb;
end
$$;
alter function identity.set_claims(uuid, uuid) owner to manumit_guard;
revoke all on function identity.set_claims(uuid, uuid) from public;
