-- Queues a mail that something urgent waits. For functions of the room that decides whom to notify: the program cannot call it. One that
-- still waits speaks for this one too. It stays locked until this is committed, is tried soon, and is not given up before this one would
-- be. Otherwise this one follows five minutes after the last.
create or replace function mail.queue_urgent(message uuid, who uuid, content bytea, at timestamptz) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update mail.message l set ends_at = greatest(l.ends_at, at + interval '24 hours'),
      not_before = least(l.not_before, at + interval '5 minutes')
    where l.person_id = who and l.kind = 'urgent' and l.sent_at is null and l.failed_at is null and l.claimed_at is null;
  if found then return; end if;
  insert into mail.message (id, kind, person_id, content_encrypted, queued_at, ends_at, not_before)
    select message, 'urgent', who, content, at, at + interval '24 hours',
      case when count(*) = 0 then at else greatest(at, least(at, max(l.not_before)) + interval '5 minutes') end
    from mail.message l where l.person_id = who and l.kind = 'urgent';
end
$$;
alter function mail.queue_urgent(uuid, uuid, bytea, timestamptz) owner to manumit_guard;
revoke all on function mail.queue_urgent(uuid, uuid, bytea, timestamptz) from public;
