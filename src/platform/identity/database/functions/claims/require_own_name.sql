-- A row must carry the name of the person who writes it, even if a statement reached the database unchecked. The trigger's arguments are
-- the columns that name a person. Rows written by the installation's own roles (the deployer, the guard's functions) are not checked.
create or replace function identity.require_own_name() returns trigger
language plpgsql volatile
as $$
declare changed jsonb; before jsonb; field text;
begin
  if current_user <> 'manumit_app' then return new; end if;
  changed := to_jsonb(new);
  if tg_op = 'UPDATE' then before := to_jsonb(old); end if;
  foreach field in array tg_argv loop
    if changed ->> field is not null and changed ->> field is distinct from before ->> field
      and (changed ->> field)::uuid is distinct from identity.person() then
      raise exception 'no person writes in another name (%.%)', tg_table_name, field using errcode = '42501';
    end if;
  end loop;
  return new;
end
$$;
revoke all on function identity.require_own_name() from public;
