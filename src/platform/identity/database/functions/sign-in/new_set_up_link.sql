-- A new set-up link while no account has signed up; an older unused one stops working. Null once an account has.
create or replace function identity.new_set_up_link(link uuid, token text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from identity.person where kind = 'person') then return false; end if;
  delete from identity.invitation where purpose = 'set-up' and used_at is null;
  insert into identity.invitation (id, purpose, token_hash) values (link, 'set-up', sha256(convert_to(token, 'UTF8')));
  return true;
end
$$;
alter function identity.new_set_up_link(uuid, text) owner to manumit_guard;
revoke all on function identity.new_set_up_link(uuid, text) from public;
grant execute on function identity.new_set_up_link(uuid, text) to manumit_schema;
