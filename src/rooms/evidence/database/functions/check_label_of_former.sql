-- A correction or confirmation must not bypass a release: it repeats the content of the earlier item, so it keeps that label.
create or replace function evidence.check_label_of_former() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from evidence.item p where p.id in (new.corrects_id, new.confirms_id)
      and not identity.label_covers(new.label_level, new.releasable_to, p.label_level, p.releasable_to)) then
    raise exception 'platform/write-down' using errcode = 'MA010';
  end if;
  return new;
end
$$;
alter function evidence.check_label_of_former() owner to manumit_guard;
revoke all on function evidence.check_label_of_former() from public;
