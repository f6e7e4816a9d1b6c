create or replace function returns.set_label_of_rows() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare t text;
begin
  foreach t in array array['step', 'answer', 'section', 'explanation', 'provision', 'version', 'version_section', 'link'] loop
    execute format('update returns.%I set label_level = $2, releasable_to = $3 where return_id = $1', t)
      using new.id, new.label_level, new.releasable_to;
  end loop;
  return null;
end
$$;
alter function returns.set_label_of_rows() owner to manumit_guard;
revoke all on function returns.set_label_of_rows() from public;
