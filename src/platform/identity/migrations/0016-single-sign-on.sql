-- Single sign-on: an account of another system opens what a list of this installation grants to it, and nothing where the list is silent. The program
-- checks the provider's token and vouches for it (docs/decisions/012).
create table identity.single_sign_on (
  person_id uuid primary key references identity.person,
  issuer text not null,
  subject text not null,
  linked_at timestamptz not null default now(),
  unique (issuer, subject)
);
-- Which grants came by it: those given by hand are never touched.
create table identity.listed_grant (grant_id uuid primary key references identity.role_grant, person_id uuid not null references identity.person);
create index listed_grant_person on identity.listed_grant (person_id);

do $$ declare t text; begin
  foreach t in array array['single_sign_on','listed_grant'] loop
    execute format('alter table identity.%I enable row level security; alter table identity.%I force row level security', t, t);
    execute format('create policy %I on identity.%I to manumit_guard using (true) with check (true)', t || '_guard', t);
    execute format('grant select, insert, update, delete on identity.%I to manumit_guard', t);
    execute format('create policy %I on identity.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
  end loop;
end $$;

-- Whether nobody has signed up yet: until then only somebody listed for the policy office comes in this way, or nobody could ever run the place.
create function identity.awaits_first_person() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select not exists (select from identity.person where kind = 'person') $$;

create function identity.enters_by_single_sign_on() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from identity.single_sign_on where person_id = identity.person()) $$;

-- Makes the grants that came by single sign-on equal to the list: ends what is listed no more, renews what is, adds what is new. They last as long as a
-- session may, so that they are gone with it also for somebody who has another way in. Answers what changed.
create function identity.reconcile_grants(who uuid, listed jsonb) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare last date := (now() + interval '12 hours')::date; added jsonb; ended jsonb;
begin
  with gone as (
    update identity.role_grant g set ended_at = now(), ended_by = who from identity.listed_grant l
      where l.grant_id = g.id and l.person_id = who and g.ended_at is null and not exists (select from jsonb_to_recordset(listed) as n(role text, party uuid)
        where n.role = g.role and n.party is not distinct from g.party_id) returning g.id)
  select coalesce(jsonb_agg(id), '[]') into ended from gone;
  update identity.role_grant g set valid_to = last from identity.listed_grant l
    where l.grant_id = g.id and l.person_id = who and g.ended_at is null and g.valid_to >= current_date and g.valid_to is distinct from last;
  with fresh as (
    insert into identity.role_grant (id, person_id, role, party_id, valid_to)
      select n.id, who, n.role, n.party, last from jsonb_to_recordset(listed) as n(id uuid, role text, party uuid)
        where not exists (select from identity.role_grant g join identity.listed_grant l on l.grant_id = g.id
          where l.person_id = who and g.ended_at is null and g.valid_to >= current_date and g.role = n.role and g.party_id is not distinct from n.party)
      returning id),
  kept as (insert into identity.listed_grant (grant_id, person_id) select id, who from fresh)
  select coalesce(jsonb_agg(id), '[]') into added from fresh;
  return jsonb_build_object('added', added, 'ended', ended);
end $$;

-- Signs in somebody the list names; the first time an account is made for them. Found by issuer and subject, never by an address.
create function identity.enter_by_single_sign_on(said text, voucher bytea, session uuid, token_hash bytea) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare v jsonb := identity.vouched_for('people/enter-by-single-sign-on', said, voucher); who uuid; listed jsonb; changed jsonb; claims jsonb;
begin
  perform set_config('manumit.claims', '', true);
  if v is null or not identity.spend(decode(v ->> 'attempt', 'hex')) then return null; end if;
  -- A party that is not in the register gives nothing; one party named twice gives one grant.
  select jsonb_agg(jsonb_build_object('id', w.id, 'role', w.role, 'party', p.id)) into listed
    from (select distinct on (role, party) * from jsonb_to_recordset(v -> 'grants') as r(id uuid, role text, party text)) w
    left join parties.party p on p.code = w.party where w.party is null or p.id is not null;
  if listed is null then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('single sign-on ' || (v ->> 'issuer') || ' ' || (v ->> 'subject'), 0));
  select a.person_id into who from identity.single_sign_on a where a.issuer = v ->> 'issuer' and a.subject = v ->> 'subject';
  if who is null then
    if identity.awaits_first_person() then
      if not listed @> '[{"role": "policy-office"}]' then return null; end if;
      -- The one-time link for the first person is spent with it: it would open the policy office to whoever finds it.
      update identity.invitation set used_at = now() where purpose = 'set-up' and used_at is null;
    end if;
    who := (v ->> 'person')::uuid;
    insert into identity.person (id, name, language) values (who, v ->> 'name', v ->> 'language');
    insert into identity.single_sign_on (person_id, issuer, subject) values (who, v ->> 'issuer', v ->> 'subject');
  elsif exists (select from identity.person where id = who and disabled_at is not null) then return null;
  end if;
  changed := identity.reconcile_grants(who, listed);
  claims := identity.pass_first(who, 'provider', token_hash, session);
  if claims ? 'halfway' then return claims; end if;
  return claims || jsonb_build_object('changed', changed);
end $$;

-- Somebody who was listed once and is no more: grants that came by single sign-on and every session end at once. Claims for this transaction, to enter it
-- in the ledger; no session. Null where nobody is known under this name.
create function identity.lose_single_sign_on(said text, voucher bytea) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare v jsonb := identity.vouched_for('people/lose-single-sign-on', said, voucher); who uuid; changed jsonb;
begin
  perform set_config('manumit.claims', '', true);
  if v is null or not identity.spend(decode(v ->> 'attempt', 'hex')) then return null; end if;
  select a.person_id into who from identity.single_sign_on a where a.issuer = v ->> 'issuer' and a.subject = v ->> 'subject';
  if who is null then return null; end if;
  changed := identity.reconcile_grants(who, '[]');
  update identity.session set ended_at = now() where person_id = who and ended_at is null;
  return identity.admit(who, null) || jsonb_build_object('changed', changed);
end $$;

do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'identity' and p.proname in
      ('awaits_first_person','enters_by_single_sign_on','reconcile_grants','enter_by_single_sign_on','lose_single_sign_on') loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function identity.awaits_first_person(), identity.enters_by_single_sign_on(), identity.enter_by_single_sign_on(text, bytea, uuid, bytea), identity.lose_single_sign_on(text, bytea) to manumit_app;
