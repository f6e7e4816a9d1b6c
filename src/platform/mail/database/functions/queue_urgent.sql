-- Queues a mail that something urgent waits. For functions of the room that decides whom to notify: the program cannot call it. A person
-- gets at most one in five minutes. One that still waits speaks for this one too.
create or replace function mail.queue_urgent(message uuid, who uuid, content bytea, at timestamptz) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into mail.message (id, kind, person_id, content_encrypted, queued_at, ends_at, not_before)
  select message, 'urgent', who, content, at, at + interval '24 hours', greatest(at, max(l.not_before) + interval '5 minutes')
  from mail.message l where l.person_id = who and l.kind = 'urgent'
  having not coalesce(bool_or(l.sent_at is null and l.failed_at is null and l.claimed_at is null), false)
$$;
alter function mail.queue_urgent(uuid, uuid, bytea, timestamptz) owner to manumit_guard;
revoke all on function mail.queue_urgent(uuid, uuid, bytea, timestamptz) from public;
