-- A file has the lowest label of the items that show it: a reader of an item can read its file. The first item that uses a file sets its
-- label. If an item is narrowed later, its file and every other item that shows the file are narrowed too.
create or replace function evidence.label_file() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare d evidence.document;
begin
  if pg_trigger_depth() > 1 then return null; end if;
  select * into d from evidence.document where id = new.document_id for update;
  if not identity.label_covers(new.label_level, new.releasable_to, d.label_level, d.releasable_to) then
    raise exception 'evidence/file-label-differs' using errcode = 'MA010';
  end if;
  if identity.label_covers(d.label_level, d.releasable_to, new.label_level, new.releasable_to) then return null; end if;
  if tg_op = 'UPDATE' and old.document_id is not distinct from new.document_id then
    update evidence.item p set label_level = greatest(p.label_level, new.label_level),
        releasable_to = case when new.releasable_to is null then p.releasable_to when p.releasable_to is null then new.releasable_to
          else array(select unnest(p.releasable_to) intersect select unnest(new.releasable_to)) end
      where p.document_id = d.id and p.id <> new.id and not identity.label_covers(p.label_level, p.releasable_to, new.label_level,
      new.releasable_to);
  elsif exists (select from evidence.item p where p.document_id = d.id and p.id <> new.id
      and not identity.label_covers(p.label_level, p.releasable_to, new.label_level, new.releasable_to)) then
    return null;
  end if;
  update evidence.document set label_level = new.label_level, releasable_to = new.releasable_to where id = d.id;
  return null;
end
$$;
alter function evidence.label_file() owner to manumit_guard;
revoke all on function evidence.label_file() from public;
