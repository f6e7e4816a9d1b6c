-- Records the result for a message that was claimed: sent, to be retried after a time, or given up. A notice of danger is deleted once it
-- was sent: its time would say when a report arrived.
create or replace function mail.record_outcome(
  message uuid, outcome text, why text, again timestamptz, at timestamptz
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.runs_job('send-mail') then raise exception 'only the program itself sends these' using errcode = '42501'; end if;
  if outcome = 'sent' then delete from mail.message l where l.id = message and l.kind = 'danger' and l.claimed_at is not null; end if;
  update mail.message l set claimed_at = null, fault = why, not_before = coalesce(again, l.not_before),
      sent_at = case when outcome = 'sent' then at end, failed_at = case when outcome = 'failed' then at end,
      content_encrypted = case when outcome = 'again' then l.content_encrypted end
    where l.id = message and l.claimed_at is not null;
end
$$;
alter function mail.record_outcome(uuid, text, text, timestamptz, timestamptz) owner to manumit_guard;
revoke all on function mail.record_outcome(uuid, text, text, timestamptz, timestamptz) from public;
grant execute on function mail.record_outcome(uuid, text, text, timestamptz, timestamptz) to manumit_app;
