create or replace function mail.queue_digest(message uuid, who uuid, content bytea, at timestamptz) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.runs_job('send-mail') then raise exception 'only the program itself does this' using errcode = '42501'; end if;
  insert into mail.message (id, kind, person_id, content_encrypted, queued_at, ends_at, not_before)
    values (message, 'digest', who, content, at, at + interval '20 hours', at);
end
$$;
alter function mail.queue_digest(uuid, uuid, bytea, timestamptz) owner to manumit_guard;
revoke all on function mail.queue_digest(uuid, uuid, bytea, timestamptz) from public;
grant execute on function mail.queue_digest(uuid, uuid, bytea, timestamptz) to manumit_app;
