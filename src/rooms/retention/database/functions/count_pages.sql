-- How many pages the table of each rule has now, for the portions of the nightly deletion. For the installation only: the size of a table
-- says roughly how many reports there are. None while a hold on everyone is open.
create or replace function retention.count_pages() returns table (rule text, pages bigint)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.operator() then raise exception 'not allowed' using errcode = '42501'; end if;
  return query select r.rule, ceil(pg_relation_size(to_regclass(r.relation)) / current_setting('block_size')::numeric)::bigint
    from retention.rules() r where to_regclass(r.relation) is not null
      and not exists (select from retention.hold where lifted_at is null and person_id is null);
end
$$;
alter function retention.count_pages() owner to manumit_guard;
revoke all on function retention.count_pages() from public;
grant execute on function retention.count_pages() to manumit_app;
