-- What the application may not do to an item, under any policy: change a submitted one, sign for another person, or purge.
create or replace function evidence.guard_item() returns trigger
language plpgsql volatile
as $$
begin
  if current_user <> 'manumit_app' then return new; end if;
  if old.submitted_at is not null and
    (new.kind, new.says, new.origin, new.title_en, new.title_fr, new.source_en, new.source_fr, new.date, new.as_of, new.page,
      new.document_id, new.address, new.note,
     new.counts_on, new.submitted_at, new.signed_by, new.signed_name) is distinct from
    (old.kind, old.says, old.origin, old.title_en, old.title_fr, old.source_en, old.source_fr, old.date, old.as_of, old.page,
      old.document_id, old.address, old.note,
     old.counts_on, old.submitted_at, old.signed_by, old.signed_name)
  then raise exception 'a submitted item is corrected by a new one' using errcode = '42501'; end if;
  if new.signed_by is distinct from old.signed_by and new.signed_by is distinct from identity.person() then
    raise exception 'a person signs only in their own name' using errcode = '42501'; end if;
  if (new.signed_name is distinct from old.signed_name and new.signed_name is distinct from evidence.own_name())
    or (new.ended_by is distinct from old.ended_by and new.ended_by is distinct from identity.person())
    or (new.purge_requested_by is distinct from old.purge_requested_by and new.purge_requested_by is distinct from identity.person()) then
    raise exception 'a person acts only in their own name' using errcode = '42501'; end if;
  if new.state = 'purged' then raise exception 'a purge needs a second person' using errcode = '42501'; end if;
  return new;
end
$$;
revoke all on function evidence.guard_item() from public;
