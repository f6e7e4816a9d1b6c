-- Queues the mail at once to one of the people to notify under a contract.
create or replace function contractors.queue_urgent_mail(contract uuid, message uuid, who uuid, content bytea, at timestamptz) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if who not in (select contractors.people_to_notify(contract, (at at time zone 'UTC')::date, true)) then
    raise exception 'not one of the people to notify' using errcode = '42501';
  end if;
  perform mail.queue_urgent(message, who, content, at);
end
$$;
alter function contractors.queue_urgent_mail(uuid, uuid, uuid, bytea, timestamptz) owner to manumit_guard;
revoke all on function contractors.queue_urgent_mail(uuid, uuid, uuid, bytea, timestamptz) from public;
grant execute on function contractors.queue_urgent_mail(uuid, uuid, uuid, bytea, timestamptz) to manumit_app;
