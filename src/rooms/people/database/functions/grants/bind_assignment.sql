-- Binds a new grant to one participation: only by the person who gave it, in the same transaction, and never afterwards.
create or replace function identity.bind_assignment(assignment uuid, participation uuid, round uuid, obligations text[]) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update identity.role_grant g set assignment_participation = participation, assignment_round = round, assignment_obligations = obligations
    where g.id = assignment
      and g.role = any (identity.group('reviewers')) and g.assignment_participation is null and g.granted_by = identity.person()
    and g.xmin = pg_current_xact_id()::xid
      and identity.holds(identity.group('office'));
  return found;
end
$$;
alter function identity.bind_assignment(uuid, uuid, uuid, text[]) owner to manumit_guard;
revoke all on function identity.bind_assignment(uuid, uuid, uuid, text[]) from public;
grant execute on function identity.bind_assignment(uuid, uuid, uuid, text[]) to manumit_app;
