create or replace function returns.narrow_release() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update returns.version_section set narrowed_to = new.release where return_id = new.return_id and section_id = new.section_id
    and returns.width(coalesce(narrowed_to, release)) > returns.width(new.release);
  return null;
end
$$;
alter function returns.narrow_release() owner to manumit_guard;
revoke all on function returns.narrow_release() from public;
