-- The possible recipients of a digest: people with an address and an open account who hold a role today. A session alone does not show
-- that an account was opened: sessions are deleted after months, and those who sign in once a year need the mail most.
create or replace function mail.digest_recipients() returns setof uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.runs_job('send-mail') then raise exception 'only the program itself asks this' using errcode = '42501'; end if;
  return query select p.id from identity.person p where p.kind = 'person' and p.email is not null and p.disabled_at is null
    and (exists (select from identity.password w where w.person_id = p.id)
      or exists (select from identity.passkey k where k.person_id = p.id)
      or exists (select from identity.session s where s.person_id = p.id))
    and exists (select from identity.role_grant g where g.person_id = p.id and g.ended_at is null and g.valid_from <= current_date
      and (g.valid_to is null or g.valid_to >= current_date));
end
$$;
alter function mail.digest_recipients() owner to manumit_guard;
revoke all on function mail.digest_recipients() from public;
grant execute on function mail.digest_recipients() to manumit_app;
