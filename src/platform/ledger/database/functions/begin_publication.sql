-- Whether a day is still to be published. Until the end of the transaction no other process publishes or places entries.
create or replace function ledger.begin_publication(for_day date) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.runs_job('maintain-log') then raise exception 'only the program itself publishes' using errcode = '42501'; end if;
  perform from ledger.sequencer where id = 1 for update;
  return not exists (select from ledger.checkpoint where day >= for_day);
end
$$;
alter function ledger.begin_publication(date) owner to manumit_guard;
revoke all on function ledger.begin_publication(date) from public;
grant execute on function ledger.begin_publication(date) to manumit_app;
