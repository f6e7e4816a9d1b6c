-- What a one-time link is for, while it is valid. The holder of the link sees the address of the invited person.
create or replace function identity.find_link(token text) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('purpose', i.purpose, 'name', p.name, 'email', p.email, 'language', p.language) from identity.invitation i
    left join identity.person p on p.id = i.person_id
  where i.token_hash = sha256(convert_to(token, 'UTF8')) and i.used_at is null and (i.ends_at is null or i.ends_at > now())
$$;
alter function identity.find_link(text) owner to manumit_guard;
revoke all on function identity.find_link(text) from public;
grant execute on function identity.find_link(text) to manumit_app;
