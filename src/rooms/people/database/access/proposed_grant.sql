comment on table identity.proposed_grant is
  'A grant proposed to a person, either by a hand-over or by an imported table of people. In a hand-over one command of the leaver ends '
  'the grants on a date and proposes each to a successor. A person who could give the role accepts or refuses it in one command.';
comment on column identity.proposed_grant.grant_id is
  'The leaver''s grant. Null for a proposal from an imported table: that takes no grant from anyone and has no last day.';
comment on column identity.proposed_grant.last_day is
  'The leaver''s last day, and the date on which the grant would have ended without the hand-over.';
comment on column identity.proposed_grant.hand_over_id is
  'Common to all proposals of one hand-over or one imported table, which are decided together.';
comment on column identity.proposed_grant.from_person is 'The leaver; for an imported table, the person who imported it.';
comment on column identity.proposed_grant.until is 'The last day of the new grant; null: no last day.';
comment on column identity.proposed_grant.accepted is 'Null: not decided yet. A refusal needs a reason.';
comment on column identity.proposed_grant.new_grant_id is 'The grant that the acceptance made.';

alter table identity.proposed_grant enable row level security;
alter table identity.proposed_grant force row level security;
grant select on identity.proposed_grant to manumit_app;
grant select, insert, update on identity.proposed_grant to manumit_guard;

-- Visible to the two people concerned, and to those who could give the grant.
create policy proposed_grant_read on identity.proposed_grant for select to manumit_app using (
  from_person = (select identity.person())
  or to_person = (select identity.person())
  or (select identity.holds(identity.group('office')))
  or party_id = any ((select identity.parties(identity.group('party-admins')))::uuid[])
  or (role = any (identity.group('party-admins')) and (select identity.holds(identity.group('platform-admins'))))
);

create policy proposed_grant_guard on identity.proposed_grant to manumit_guard using (true) with check (true);

create policy proposed_grant_owner on identity.proposed_grant to manumit_schema using (true) with check (true);

create trigger refuse_assignment_proposal before insert on identity.proposed_grant
  for each row execute function identity.refuse_assignment_proposal();
