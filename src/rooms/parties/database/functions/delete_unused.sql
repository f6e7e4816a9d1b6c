-- Returns null, or the code of a party that is in use; then nothing is removed.
create or replace function parties.delete_unused(ids uuid[]) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare p record;
begin
  if not identity.holds(identity.group('office')) then return '-'; end if;
  -- A membership that a later row replaces is in use.
  select y.code into p from parties.party y join parties.membership m on m.party_id = y.id where y.id = any (ids)
    and m.replaces is not null limit 1;
  if found then return p.code; end if;
  begin
    -- Operations and partners first: they refer to hosts and countries that may be in the same table.
    delete from parties.operation where party_id = any (ids);
    delete from parties.partner where party_id = any (ids);
    delete from parties.membership where party_id = any (ids);
    for p in select id, code from parties.party where id = any (ids) order by code loop
      begin
        delete from parties.party where id = p.id;
      exception when foreign_key_violation then
        raise exception using errcode = 'P0002', message = p.code;
      end;
    end loop;
  exception when no_data_found then
    return sqlerrm;
  end;
  return null;
end
$$;
alter function parties.delete_unused(uuid[]) owner to manumit_guard;
revoke all on function parties.delete_unused(uuid[]) from public;
grant execute on function parties.delete_unused(uuid[]) to manumit_app;
