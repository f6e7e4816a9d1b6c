-- Opens items to every signed-in user when a round that cites them is adopted, except what has a release of its own. Only headquarters'
-- policy office may call it.
create or replace function evidence.release(items uuid[], at timestamptz) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare opened int;
begin
  if not identity.holds(identity.group('office')) then raise exception 'only the policy office releases' using errcode = '42501'; end if;
  update evidence.item set released_at = at where id = any (items) and state = 'submitted' and released_at is null
    and opens_with_round
    and identity.cleared(identity.group('office'), label_level, releasable_to);
  get diagnostics opened = row_count;
  return opened;
end
$$;
alter function evidence.release(uuid[], timestamptz) owner to manumit_guard;
revoke all on function evidence.release(uuid[], timestamptz) from public;
grant execute on function evidence.release(uuid[], timestamptz) to manumit_app;
