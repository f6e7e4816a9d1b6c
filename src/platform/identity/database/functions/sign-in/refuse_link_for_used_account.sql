-- A new link would bypass what opens the account: its password, its passkey or its provider.
create or replace function identity.refuse_link_for_used_account() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from identity.password where person_id = new.person_id)
    or exists (select from identity.passkey where person_id = new.person_id)
    or exists (select from identity.single_sign_on where person_id = new.person_id) then
    raise exception 'people/account-open' using errcode = 'MA010';
  end if;
  return new;
end
$$;
alter function identity.refuse_link_for_used_account() owner to manumit_guard;
revoke all on function identity.refuse_link_for_used_account() from public;
