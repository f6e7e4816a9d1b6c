-- The messages to send now; each is claimed by one process only. A message that was claimed but never finished was interrupted while
-- being sent. It is unknown whether it was sent, so it is not retried, and the operator is notified.
create or replace function mail.claim_messages(
  at_most int, at timestamptz
) returns table (id uuid, kind text, address text, language text, content_encrypted bytea, attempts int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.runs_job('send-mail') then raise exception 'only the program itself sends these' using errcode = '42501'; end if;
  -- Not even that a notice of danger failed is known for longer than its report has a moment.
  delete from mail.message l where l.kind = 'danger' and l.queued_at <= at - interval '24 hours';
  -- A link that was used, replaced or ended by a reset since it was queued opens nothing. A message ends with its own link, so a later link
  -- does not make it valid.
  update mail.message l set failed_at = at, fault = 'replaced', content_encrypted = null
    where l.kind = 'invitation' and l.sent_at is null and l.failed_at is null and l.claimed_at is null
      and exists (select from identity.invitation i where i.person_id = l.person_id and i.ends_at = l.ends_at and i.used_at is not null);
  update mail.message l set failed_at = at, content_encrypted = null, claimed_at = null,
      fault = case when l.claimed_at < at - interval '5 minutes' then 'interrupted' when l.ends_at <= at then 'too-late'
        else 'no-address' end
    where l.sent_at is null and l.failed_at is null and (l.claimed_at < at - interval '5 minutes'
      or (l.claimed_at is null and (l.ends_at <= at or exists (select from identity.person p where p.id = l.person_id
      and (p.email is null or p.disabled_at is not null)))));
  return query with due as (
      select l.id from mail.message l where l.sent_at is null and l.failed_at is null and l.claimed_at is null and l.not_before <= at
        order by l.kind in ('danger', 'urgent') desc, l.not_before limit at_most for update skip locked),
    claimed as (update mail.message l set claimed_at = at, attempts = l.attempts + 1 from due where l.id = due.id returning l.*)
    select t.id, t.kind, p.email, p.language, t.content_encrypted, t.attempts from claimed t join identity.person p on p.id = t.person_id;
end
$$;
alter function mail.claim_messages(int, timestamptz) owner to manumit_guard;
revoke all on function mail.claim_messages(int, timestamptz) from public;
grant execute on function mail.claim_messages(int, timestamptz) to manumit_app;
