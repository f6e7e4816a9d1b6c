-- Counts a wrong second factor. The fifth ends the attempt; each counts as a failure of the address.
create or replace function identity.fail_attempt(tried identity.attempt) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update identity.attempt set failures = failures + 1, finished_at = case when failures + 1 >= 5 then now() end
    where id = tried.id and finished_at is null;
  perform identity.record_failure((select email from identity.person where id = tried.person_id));
end
$$;
alter function identity.fail_attempt(identity.attempt) owner to manumit_guard;
revoke all on function identity.fail_attempt(identity.attempt) from public;
