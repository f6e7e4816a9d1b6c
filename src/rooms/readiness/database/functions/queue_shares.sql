-- Queues the parties of changed rows, so that their shares are measured again.
create or replace function training.queue_shares() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into training.share_waiting (party_id) select distinct c.party_id from changed c;
  return null;
end
$$;
alter function training.queue_shares() owner to manumit_guard;
revoke all on function training.queue_shares() from public;

create trigger queue_shares_on_insert after insert on training.trainee
  referencing new table as changed for each statement execute function training.queue_shares();

-- What a record changes of its person queues the party itself.
create trigger queue_shares_on_update after update on training.trainee
  referencing new table as changed for each statement
  when (pg_trigger_depth() = 0)
  execute function training.queue_shares();

create trigger queue_shares_on_insert after insert on training.completion
  referencing new table as changed for each statement execute function training.queue_shares();

create trigger queue_shares_on_update after update on training.completion
  referencing new table as changed for each statement execute function training.queue_shares();
