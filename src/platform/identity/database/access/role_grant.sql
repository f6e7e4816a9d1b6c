comment on table identity.role_grant is
  'A grant: what a person may do, for which party, unit or operation, up to which label, and between which dates.';
comment on column identity.role_grant.label is 'The clearance of the grant (identity.label_rank).';
comment on column identity.role_grant.assignment_participation is
  'A reviewer assignment: the grant of a reviewer whom a drawn nation sends for one participation in one round. It is listed, reviewed '
  'and ended like other grants. Its role opens nothing: the claims do not list it as a grant (identity.assigned).';
comment on column identity.role_grant.party_id is 'The party at which the role is held; null for a role of the whole installation.';
comment on column identity.role_grant.unit_id is 'The unit at which a person serves. No policy reads it: the role holds for the party.';
comment on column identity.role_grant.valid_to is 'The last day, included; null: no last day.';
comment on column identity.role_grant.granted_by is 'Null: by the list of single sign-on (identity.listed_grant).';
comment on column identity.role_grant.ended_at is 'When it was ended early; a grant that ran out has only `valid_to`.';
comment on column identity.role_grant.rotation_id is
  'The tour of duty it belongs to; when the hand-over of the rotation moves, `valid_to` moves with it.';
comment on column identity.role_grant.assignment_round is 'The round of that participation.';
comment on column identity.role_grant.assignment_obligations is
  'The obligations whose evidence the reviewer may read, at the party of the grant.';

alter table identity.role_grant enable row level security;
alter table identity.role_grant force row level security;
-- A grant is read by its holder, the policy office, platform administrators, and everyone with a role at the same party.
grant select on identity.role_grant to manumit_app;
grant select, insert, update, delete on identity.role_grant to manumit_guard;

create policy role_grant_read on identity.role_grant for select to manumit_app using (
  person_id = (select identity.person())
  or (select identity.holds(identity.group('account-readers')))
  or party_id = any ((select identity.parties(identity.group('colleagues')))::uuid[])
);

create policy role_grant_guard on identity.role_grant to manumit_guard using (true) with check (true);

create policy role_grant_owner on identity.role_grant to manumit_schema using (true) with check (true);
