-- What the application may not do to an item, under any policy: change a submitted one, sign for another person, purge, end a request to
-- purge, let an ended item count again, or end an item that was not declared. What was measured or read from a public source is replaced
-- by the act that made it: a newer item of the same kind and origin points to it. The policy office may withdraw or purge it with a
-- reason. A rating ends with its round's correction alone.
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
    or (new.state = 'purge-requested' and old.state <> new.state and new.purge_requested_by is distinct from identity.person()) then
    raise exception 'a person acts only in their own name' using errcode = '42501'; end if;
  -- What returns an item to its state before a request reads who requested it and how the item had ended.
  if (new.purge_requested_by, new.purge_requested_at, new.purge_reason) is distinct from
      (old.purge_requested_by, old.purge_requested_at, old.purge_reason)
    and (new.state <> 'purge-requested' or old.state = new.state)
  then raise exception 'a request to purge stays as it was made' using errcode = '42501'; end if;
  -- Undoing what entered an item whose purge is requested records its end, for the case that the purge is refused.
  if (new.ended_by, new.ended_at, new.end_reason) is distinct from (old.ended_by, old.ended_at, old.end_reason)
    and (new.state not in ('corrected', 'withdrawn') or old.state = new.state)
    and not (new.state = 'purge-requested' and old.state = new.state and old.origin = 'declared' and old.ended_at is null
      and (old.by_office or old.party_id = any (identity.parties(identity.group('evidence-signers'), old.label_level))))
  then raise exception 'an item ends once' using errcode = '42501'; end if;
  if old.state in ('corrected', 'withdrawn', 'purge-requested') and new.state not in (old.state, 'purge-requested', 'purged')
  then raise exception 'an item that ended does not count again' using errcode = '42501'; end if;
  if old.origin <> 'declared' and new.state is distinct from old.state
    and (old.origin = 'rated' or not (
      (old.origin = 'measured' and old.state = 'draft' and new.state = 'submitted')
      or (old.state = 'submitted' and new.state = 'corrected' and exists (select from evidence.item s
        where s.corrects_id = old.id and s.state = 'submitted' and (s.party_id, s.kind, s.origin) = (old.party_id, old.kind, old.origin)))
      or (identity.cleared(identity.group('office'), old.label_level, old.releasable_to)
        and ((new.state = 'withdrawn' and new.end_reason is not null)
          or (new.state = 'purge-requested' and new.purge_reason is not null)))))
  then raise exception 'the act that made an item changes it' using errcode = '42501'; end if;
  if new.state = 'purged' then raise exception 'a purge needs a second person' using errcode = '42501'; end if;
  return new;
end
$$;
revoke all on function evidence.guard_item() from public;
