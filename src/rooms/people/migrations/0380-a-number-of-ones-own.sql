-- Accounts, learners, links to a section and credentials are told apart by their numbers in claims, in the ledger and among the answers kept for repeated requests.
-- Whoever makes one chooses its number, with SQL of their own too: a slip that bore the number of an account stood for that account. So a number is borne once, by
-- whichever of them: one index knows them all, for it sees what others made meanwhile, whatever a transaction still sees.
create table identity.number (id uuid primary key);
alter table identity.number enable row level security;
alter table identity.number force row level security;
create policy number_owner on identity.number to manumit_schema using (true) with check (true);
create policy number_guard on identity.number to manumit_guard using (true) with check (true);
grant select, insert, delete on identity.number to manumit_guard;

-- A number that is borne twice already is the way in this closes: no account should be opened by it while that is looked into.
do $$ begin
  insert into identity.number select id from identity.person union all select id from training.trainee union all select id from reporting.link union all select id from lrs.credential;
exception when unique_violation then
  raise exception 'An account, a learner, a link to a section or a credential bears the number of another: somebody wrote it with SQL of their own. Look into who did before you go on.';
end $$;

create function identity.bear() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin insert into identity.number select id from added; return null; end $$;
create function identity.bear_no_more() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin delete from identity.number n using gone where n.id = gone.id; return null; end $$;
do $$ declare t text; begin
  foreach t in array array['identity.person', 'training.trainee', 'reporting.link', 'lrs.credential'] loop
    execute format('create trigger bear after insert on %s referencing new table as added for each statement execute function identity.bear()', t);
    execute format('create trigger bear_no_more after delete on %s referencing old table as gone for each statement execute function identity.bear_no_more()', t);
  end loop;
  foreach t in array array['identity.bear()', 'identity.bear_no_more()'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', t, t);
  end loop;
end $$;
