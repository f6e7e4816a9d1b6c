-- No label may exceed the highest of the installation. No label may be lowered or widened without a release that was decided in this very
-- transaction. This applies to every role. The argument names the room's table of releases.
create or replace function identity.check_label() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare released boolean;
begin
  if (tg_op = 'INSERT' or new.label_level > old.label_level)
    and new.label_level >= identity.label_rank((select highest_label from identity.ceiling)) then
    raise exception 'platform/label-too-high' using errcode = 'MA010';
  end if;
  if tg_op = 'UPDATE' and not identity.label_covers(new.label_level, new.releasable_to, old.label_level, old.releasable_to) then
    if tg_nargs > 0 then
      execute format('select exists (select from %s where object_id = $1 and to_level = $2 and to_releasable is not distinct from $3
        and decided_by is not null and xmin = pg_current_xact_id()::xid)', tg_argv[0]) into released
        using new.id, new.label_level, new.releasable_to;
    end if;
    if released is not true then raise exception 'platform/write-down' using errcode = 'MA010'; end if;
  end if;
  return new;
end
$$;
alter function identity.check_label() owner to manumit_guard;
revoke all on function identity.check_label() from public;
