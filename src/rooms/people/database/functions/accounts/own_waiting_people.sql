-- People who wait for a party's administrator: those whom the administrator invited, and those with a role at the administrator's parties,
-- as long as they have not used their account or hold no role. `link_ends`: null once the account has been used.
create or replace function identity.own_waiting_people()
returns table (person_id uuid, name text, link_ends timestamptz, has_role boolean)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.id, p.name, case when u.used then null else i.ends_at end, r.held
  from (
    select distinct on (i.person_id) i.person_id, i.created_by, i.ends_at, i.used_at from identity.invitation i
    where i.purpose = 'invitation' order by i.person_id, i.created_at desc
  ) i
  join identity.person p on p.id = i.person_id
  cross join lateral (
    select i.used_at is not null or exists (select from identity.password where person_id = p.id)
      or exists (select from identity.passkey where person_id = p.id)
      or exists (select from identity.single_sign_on where person_id = p.id) as used
  ) u
  cross join lateral (
    select count(*) > 0 as held, coalesce(bool_or(g.party_id = any (identity.parties(identity.group('party-admins')))), false) as here
    from identity.role_grant g
    where g.person_id = p.id and g.ended_at is null and (g.valid_to is null or g.valid_to >= current_date)
  ) r
  where identity.holds(identity.group('party-admins')) and p.kind = 'person' and p.disabled_at is null
    and (i.created_by = identity.person() or r.here) and (not u.used or not r.held)
  order by p.name, p.id
$$;
alter function identity.own_waiting_people() owner to manumit_guard;
revoke all on function identity.own_waiting_people() from public;
grant execute on function identity.own_waiting_people() to manumit_app;
