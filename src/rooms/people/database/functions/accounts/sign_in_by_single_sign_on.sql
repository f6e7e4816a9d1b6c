-- Signs in a user the list names; creates an account the first time. The account is found by issuer and subject, never by address.
create or replace function identity.sign_in_by_single_sign_on(
  statement text, voucher bytea, session uuid, token_hash bytea
) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare v jsonb := identity.vouched_for('people/sign-in-by-single-sign-on', statement, voucher); who uuid; listed jsonb; changed jsonb;
  claims jsonb;
begin
  perform set_config('manumit.claims', '', true);
  if v is null or not identity.spend(decode(v ->> 'attempt', 'hex')) then return null; end if;
  -- A party that is not in the register gives nothing; a party named twice gives one grant.
  select jsonb_agg(jsonb_build_object('id', w.id, 'role', w.role, 'party', p.id)) into listed
    from (select distinct on (role, party) * from jsonb_to_recordset(v -> 'grants') as r(id uuid, role text, party text)) w
    left join parties.party p on p.code = w.party where w.party is null or p.id is not null;
  if listed is null then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('single sign-on ' || (v ->> 'issuer') || ' ' || (v ->> 'subject'), 0));
  select a.person_id into who from identity.single_sign_on a where a.issuer = v ->> 'issuer' and a.subject = v ->> 'subject';
  if who is null then
    if identity.awaits_first_person() then
      if not exists (select from jsonb_to_recordset(listed) as l(role text) where l.role = any (identity.group('office'))) then
        return null; end if;
      -- The set-up link is spent as well: otherwise it would give the policy office to anyone who finds it.
      update identity.invitation set used_at = now() where purpose = 'set-up' and used_at is null;
    end if;
    who := (v ->> 'person')::uuid;
    insert into identity.person (id, name, language) values (who, v ->> 'name', v ->> 'language');
    insert into identity.single_sign_on (person_id, issuer, subject) values (who, v ->> 'issuer', v ->> 'subject');
  elsif exists (select from identity.person where id = who and disabled_at is not null) then return null;
  end if;
  changed := identity.reconcile_grants(who, listed);
  claims := identity.pass_first_factor(who, 'provider', token_hash, session);
  if claims ? 'pending' then return claims; end if;
  return claims || jsonb_build_object('changed', changed);
end
$$;
alter function identity.sign_in_by_single_sign_on(text, bytea, uuid, bytea) owner to manumit_guard;
revoke all on function identity.sign_in_by_single_sign_on(text, bytea, uuid, bytea) from public;
grant execute on function identity.sign_in_by_single_sign_on(text, bytea, uuid, bytea) to manumit_app;
