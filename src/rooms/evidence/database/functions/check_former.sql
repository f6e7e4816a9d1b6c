-- A correction or confirmation must not bypass a release: it repeats the content of the earlier item, so it keeps that label. It has the
-- origin of the earlier item too: a declared item neither replaces nor confirms what was measured, rated or read from a public source.
create or replace function evidence.check_former() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from evidence.item p where p.id in (new.corrects_id, new.confirms_id) and p.origin <> new.origin) then
    raise exception 'a successor has the origin of the item before it' using errcode = '42501';
  end if;
  if exists (select from evidence.item p where p.id in (new.corrects_id, new.confirms_id)
      and not identity.label_covers(new.label_level, new.releasable_to, p.label_level, p.releasable_to)) then
    raise exception 'platform/write-down' using errcode = 'MA010';
  end if;
  return new;
end
$$;
alter function evidence.check_former() owner to manumit_guard;
revoke all on function evidence.check_former() from public;
