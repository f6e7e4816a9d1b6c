-- Queues a notice to a reader of encrypted reports: of danger, the mail of a day, or a test. For functions of the room that decides whom to
-- notify.
create or replace function mail.queue_notice(message uuid, who uuid, what text, content bytea, at timestamptz) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.runs_job('send-mail') then raise exception 'only the program itself does this' using errcode = '42501'; end if;
  if what not in ('danger', 'reports', 'test-notice') then raise exception 'not a notice'; end if;
  insert into mail.message (id, kind, person_id, content_encrypted, queued_at, ends_at, not_before)
    values (message, what, who, content, at, at + case what when 'danger' then interval '24 hours' else interval '20 hours' end, at);
end
$$;
alter function mail.queue_notice(uuid, uuid, text, bytea, timestamptz) owner to manumit_guard;
revoke all on function mail.queue_notice(uuid, uuid, text, bytea, timestamptz) from public;
grant execute on function mail.queue_notice(uuid, uuid, text, bytea, timestamptz) to manumit_app;
