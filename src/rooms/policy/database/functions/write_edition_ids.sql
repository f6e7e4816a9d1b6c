-- Writes the ids of an imported edition once it has its day, so that other tables can refer to its obligations, and removes them when
-- the decision is withdrawn. Ids that something refers to stay: the foreign key refuses.
create or replace function policy.write_edition_ids() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.state = 'scheduled' then
    insert into policy.edition (id, fingerprint, loaded_at) values (new.edition_id, new.fingerprint, new.decided_at);
    insert into policy.obligation (edition_id, id, clause_id)
      select new.edition_id, o ->> 'id', o ->> 'clause' from jsonb_array_elements(new.content -> 'obligations') o;
  else
    delete from policy.obligation where edition_id = new.edition_id;
    delete from policy.edition where id = new.edition_id;
  end if;
  return null;
end
$$;
alter function policy.write_edition_ids() owner to manumit_guard;
revoke all on function policy.write_edition_ids() from public;
