comment on table identity.proposed_grant is
  'A grant proposed to somebody: by a hand-over, where one act of the leaver ends the grants on a day and proposes each to a '
  'successor, or by an imported table of people. One act of whoever could give the role accepts or refuses it.';
comment on column identity.proposed_grant.grant_id is
  'The grant of the leaver. Null for a proposal of an imported table: it takes no grant from anybody, and has no last day.';
comment on column identity.proposed_grant.last_day is
  'The leaver''s last day, and the day the grant would have ended without the hand-over.';

alter table identity.proposed_grant enable row level security;
alter table identity.proposed_grant force row level security;
grant select on identity.proposed_grant to manumit_app;
grant select, insert, update on identity.proposed_grant to manumit_guard;

-- Seen by the two it is between, and by those who could give the grant.
create policy proposed_grant_read on identity.proposed_grant for select to manumit_app using (
  from_person = (select identity.person())
  or to_person = (select identity.person())
  or (select identity.holds('{policy-office}'))
  or party_id = any ((select identity.parties('{party-admin}'))::uuid[])
  or (role = 'party-admin' and (select identity.holds('{platform-admin}')))
);

create policy proposed_grant_guard on identity.proposed_grant to manumit_guard using (true) with check (true);

create policy proposed_grant_owner on identity.proposed_grant to manumit_schema using (true) with check (true);

create trigger keep_seat before insert on identity.proposed_grant for each row execute function identity.keep_seat();
