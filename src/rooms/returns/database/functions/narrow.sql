create or replace function reporting.narrow() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update reporting.version_section set narrowed_to = new.release where return_id = new.return_id and section_id = new.section_id
    and reporting.width(coalesce(narrowed_to, release)) > reporting.width(new.release);
  return null;
end
$$;
alter function reporting.narrow() owner to manumit_guard;
revoke all on function reporting.narrow() from public;
