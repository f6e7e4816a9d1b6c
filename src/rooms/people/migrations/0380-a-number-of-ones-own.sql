-- Accounts, learners, links to a section and credentials are told apart by their numbers in claims, in the ledger and among the answers kept for repeated requests.
-- Whoever makes one chooses its number, with SQL of their own too: a slip that bore the number of an account stood for that account. So a number is borne once.
-- One look per row and table through its index, however many rows come; asked per row, and not as a join, for a plan made for one row would serve a roster too.
create function identity.own_number() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from added a where (select count(*) from (
      select id from identity.person union all select id from training.trainee union all select id from reporting.link union all select id from lrs.credential
    ) bearer where bearer.id = a.id) > 1) then
    raise unique_violation using message = 'This number is borne by somebody else.';
  end if;
  return null;
end $$;
alter function identity.own_number() owner to manumit_guard;
revoke all on function identity.own_number() from public;

-- Nothing that stands here already may bear the number of another: that would be the way in this closes, and no account should be opened by it while it is looked into.
do $$ begin
  if exists (select id from (select id from identity.person union all select id from training.trainee union all select id from reporting.link union all select id from lrs.credential) bearer
      group by id having count(*) > 1) then
    raise exception 'An account, a learner, a link to a section or a credential bears the number of another: somebody wrote it with SQL of their own. Look into who did before you go on.';
  end if;
end $$;

create trigger own_number after insert on identity.person referencing new table as added for each statement execute function identity.own_number();
create trigger own_number after insert on training.trainee referencing new table as added for each statement execute function identity.own_number();
create trigger own_number after insert on reporting.link referencing new table as added for each statement execute function identity.own_number();
create trigger own_number after insert on lrs.credential referencing new table as added for each statement execute function identity.own_number();
