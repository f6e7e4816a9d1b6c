-- Queues an invitation in the transaction that creates its link: only for a person to whom the actor has just given one. The link of
-- an account that was reset opens everything the account holds, and a reader of the person's mail could use it: it is never mailed.
create or replace function mail.queue_invitation(message uuid, who uuid, content bytea, at timestamptz) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare until timestamptz;
begin
  select i.ends_at into until from identity.invitation i join identity.person p on p.id = i.person_id and p.reset_at is null
    where i.person_id = who and i.purpose = 'invitation' and i.used_at is null and i.created_at = now()
    and i.created_by = identity.person();
  if not found then raise exception 'no link to send' using errcode = '42501'; end if;
  -- A message that is still queued would contain a link that no longer works.
  update mail.message set failed_at = at, fault = 'replaced', content_encrypted = null
    where person_id = who and kind = 'invitation' and sent_at is null and failed_at is null;
  insert into mail.message (id, kind, person_id, content_encrypted, queued_at, ends_at, not_before)
    values (message, 'invitation', who, content, at, until, at);
end
$$;
alter function mail.queue_invitation(uuid, uuid, bytea, timestamptz) owner to manumit_guard;
revoke all on function mail.queue_invitation(uuid, uuid, bytea, timestamptz) from public;
grant execute on function mail.queue_invitation(uuid, uuid, bytea, timestamptz) to manumit_app;
