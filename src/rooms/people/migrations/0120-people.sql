-- What the people room adds to the platform's identity tables: parties behind grants, and who may read whom.
alter table identity.role_grant add foreign key (party_id) references parties.party;
grant select on parties.party to manumit_guard;
create policy party_guard on parties.party for select to manumit_guard using (true);

-- Names of colleagues are read by everybody signed in (a round names its reviewers); addresses only by oneself, the policy office, the platform's
-- administrator, and a party's administrator for the people of that party and those it invited.
grant select (id, kind, name, language, created_at, disabled_at) on identity.person to manumit_app;
create policy person_read on identity.person for select to manumit_app using ((select identity.person()) is not null);
create function identity.email_of(who uuid) returns text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select email from identity.person where id = who and (who = identity.person() or identity.holds('{policy-office,platform-admin}')
    or (identity.holds('{party-admin}') and (
      exists (select from identity.role_grant where person_id = who and ended_at is null and party_id = any (identity.parties('{party-admin}')))
      or exists (select from identity.invitation where person_id = who and created_by = identity.person())))) $$;

-- A grant is read by its holder, by the policy office and platform administrators, and by everybody with a role at the same party.
grant select on identity.role_grant to manumit_app;
create policy role_grant_read on identity.role_grant for select to manumit_app using (
  person_id = (select identity.person())
  or (select identity.holds('{policy-office,platform-admin}'))
  or party_id = any ((select identity.parties('{focal-point,commander,training-officer,legal-adviser,contracting-officer,investigator,case-officer,partner-contact,reviewer,party-admin}'))::uuid[]));

-- Whether this subject may give a role at a party. An auditor reads the ledger of all parties and a reviewer judges the party, so neither is a party's to name.
create function identity.could_give(new_role text, party uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select identity.holds('{policy-office}')
    or (new_role not in ('policy-office', 'reviewer', 'auditor', 'platform-admin') and party is not null and party = any (identity.parties('{party-admin}')))
    or (new_role = 'party-admin' and identity.holds('{platform-admin}')) $$;

-- Gives a grant: by an administrator of that party, the platform's administrator, or the policy office. Never to oneself, but for the first person alone in
-- headquarters' policy office, who has nobody to ask. Only the policy office names its own members and reviewers.
create function identity.give_grant(grant_id uuid, who uuid, new_role text, party uuid, unit uuid, operation uuid, new_label text, from_day date, to_day date) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := identity.person(); sole boolean := coalesce((identity.claims() ->> 'sole')::boolean, false) or identity.operator();
begin
  if me is null or (who = me and not sole) then return false; end if;
  if not identity.could_give(new_role, party) then return false; end if;
  insert into identity.role_grant (id, person_id, role, party_id, unit_id, operation_id, label, valid_from, valid_to, granted_by)
    values (grant_id, who, new_role, party, unit, operation, coalesce(new_label, 'unclassified'), coalesce(from_day, current_date), to_day, me);
  return true;
end $$;

-- Ends a grant: whoever could give it, and its holder. The last grant of headquarters' policy office stays.
create function identity.end_grant(ended uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare g identity.role_grant; me uuid := identity.person();
begin
  select * into g from identity.role_grant where id = ended and ended_at is null for update;
  if not found or me is null then return false; end if;
  if not (g.person_id = me or identity.could_give(g.role, g.party_id)) then return false; end if;
  if g.role = 'policy-office' then
    -- One after the other, so that two do not end each other's at once.
    perform pg_advisory_xact_lock(hashtext('the last grant of the policy office'));
    if not exists (select from identity.role_grant o join identity.person p on p.id = o.person_id
        where o.role = 'policy-office' and o.id <> ended and o.ended_at is null and p.disabled_at is null
          and o.valid_from <= current_date and (o.valid_to is null or o.valid_to >= current_date)) then return false; end if;
  end if;
  update identity.role_grant set ended_at = now(), ended_by = me where id = ended;
  return true;
end $$;

-- Opens an account and its one-time link. Who may: the policy office, administrators, the installation.
create function identity.invite(who uuid, full_name text, address text, lang text, link uuid, token_hash bytea, days int) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not identity.holds('{policy-office,platform-admin,party-admin}') then return false; end if;
  insert into identity.person (id, name, email, language) values (who, full_name, lower(address), lang);
  insert into identity.invitation (id, purpose, person_id, token_hash, created_by, ends_at) values (link, 'invitation', who, token_hash, identity.person(), now() + make_interval(days => days));
  return true;
end $$;

-- A new one-time link for somebody who lost the first; the old one stops working. An account that signed in before is not reached this way. The link
-- opens the account with all it holds, so it is given by the policy office, or by whoever opened the account and could give each of its roles.
create function identity.invite_again(who uuid, link uuid, token_hash bytea, days int) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not identity.holds('{policy-office,platform-admin,party-admin}') or exists (select from identity.password where person_id = who) then return false; end if;
  if not identity.holds('{policy-office}')
    and (not exists (select from identity.invitation where person_id = who and created_by = identity.person())
      or exists (select from identity.role_grant where person_id = who and ended_at is null and not identity.could_give(role, party_id))) then return false; end if;
  update identity.invitation set used_at = now() where person_id = who and used_at is null;
  insert into identity.invitation (id, purpose, person_id, token_hash, created_by, ends_at) values (link, 'invitation', who, token_hash, identity.person(), now() + make_interval(days => days));
  return true;
end $$;

create function identity.choose_language(lang text) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update identity.person set language = lang where id = identity.person() $$;

create function identity.own_sessions() returns table (id uuid, created_at timestamptz, seen_at timestamptz, current boolean) language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select s.id, s.created_at, s.seen_at, s.id = (identity.claims() ->> 'session')::uuid from identity.session s
  where s.person_id = identity.person() and s.ended_at is null and s.ends_at > now() and s.seen_at > now() - interval '30 minutes' $$;

do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'identity' and p.proname in ('email_of','could_give','give_grant','end_grant','invite','invite_again','choose_language','own_sessions') loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public; grant execute on function %s to manumit_app', f, f, f);
  end loop;
end $$;
