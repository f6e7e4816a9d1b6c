alter table identity.role_grant enable row level security;
alter table identity.role_grant force row level security;
-- A grant is read by its holder, by the policy office and platform administrators, and by everybody with a role at the same party.
grant select on identity.role_grant to manumit_app;
grant select, insert, update, delete on identity.role_grant to manumit_guard;

create policy role_grant_read on identity.role_grant for select to manumit_app using (
  person_id = (select identity.person())
  or (select identity.holds('{policy-office,platform-admin}'))
  or party_id = any (
    (
      select identity.parties(
        '{focal-point,commander,training-officer,legal-adviser,contracting-officer,investigator,case-officer,'
        'partner-contact,reviewer,party-admin}'
      )
    )::uuid[]
  )
);

create policy role_grant_guard on identity.role_grant to manumit_guard using (true) with check (true);

create policy role_grant_owner on identity.role_grant to manumit_schema using (true) with check (true);
