create or replace function nations.set_label_of_rows() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_table_name = 'joining' then
    update nations.joining_answer set label_level = new.label_level, releasable_to = new.releasable_to
      where contribution_id = new.contribution_id;
  else
    update nations.letter set label_level = new.label_level, releasable_to = new.releasable_to where outreach_id = new.id;
    update nations.letter_reply set label_level = new.label_level, releasable_to = new.releasable_to where outreach_id = new.id;
  end if;
  return null;
end
$$;
alter function nations.set_label_of_rows() owner to manumit_guard;
revoke all on function nations.set_label_of_rows() from public;
