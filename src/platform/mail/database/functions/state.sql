-- The state of the mail queue for the operator: waiting, sent, and messages that failed, by recipient. Never their content. Notices of
-- danger are not counted: only those who hold a report may know that one arrived. `without_address`: open accounts to which no mail can
-- be sent, because a provider signs them in.
create or replace function mail.state(
  at timestamptz
) returns table (waiting bigint, retrying bigint, sent bigint, failed jsonb, without_address bigint)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.holds(identity.group('account-readers')) then raise exception 'not allowed' using errcode = '42501'; end if;
  return query select count(*) filter (where l.sent_at is null and l.failed_at is null),
      count(*) filter (where l.sent_at is null and l.failed_at is null and l.attempts > 0),
      count(*) filter (where l.sent_at > at - interval '30 days'),
      coalesce((select jsonb_agg(to_jsonb(f) order by f."failedAt" desc)
        from (select b.id, b.kind, b.person_id as "personId", p.name, b.attempts, b.fault,
          b.failed_at as "failedAt" from mail.message b join identity.person p on p.id = b.person_id
          where b.kind <> 'danger' and b.failed_at > at - interval '30 days' and b.fault <> 'replaced'
          order by b.failed_at desc limit 50) f), '[]'::jsonb),
      (select count(*) from identity.person p where p.kind = 'person' and p.email is null and p.disabled_at is null)
    from mail.message l where l.kind <> 'danger';
end
$$;
alter function mail.state(timestamptz) owner to manumit_guard;
revoke all on function mail.state(timestamptz) from public;
grant execute on function mail.state(timestamptz) to manumit_app;
