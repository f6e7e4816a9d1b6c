-- Withdraws items that work in the program left, when that work is undone: for example an imported table that was wrong. Headquarters'
-- policy office only; it affects no rating, and nothing that a party entered, signed or left by its own work. An item whose purge is
-- requested keeps that state and its end is recorded: if the purge is refused, it is withdrawn. Returns how many ended.
create or replace function evidence.withdraw_recorded(items uuid[], at timestamptz, reason text) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare withdrawn int;
begin
  if not identity.holds(identity.group('office')) then raise exception 'only the policy office undoes an import'
    using errcode = '42501'; end if;
  update evidence.item set state = case state when 'submitted' then 'withdrawn' else state end, version = version + 1,
    ended_by = identity.person(), ended_at = at, end_reason = reason
    where id = any (items) and (state = 'submitted' or (state = 'purge-requested' and ended_at is null))
    and origin in ('measured', 'public-source') and by_office
    and identity.cleared(identity.group('office'), label_level, releasable_to);
  get diagnostics withdrawn = row_count;
  return withdrawn;
end
$$;
alter function evidence.withdraw_recorded(uuid[], timestamptz, text) owner to manumit_guard;
revoke all on function evidence.withdraw_recorded(uuid[], timestamptz, text) from public;
grant execute on function evidence.withdraw_recorded(uuid[], timestamptz, text) to manumit_app;
