-- A number that grows with every change of what public pages show, so that an answer made once may be sent again while it stands. A table such a page reads
-- has the trigger `public_change`; test/database/public-version says where one is missing.
create sequence platform.public_change;
-- Until it was asked once, a sequence says the same number before and after.
select nextval('platform.public_change');

-- The number grows before the change is stored, and for others only afterwards is it to be seen. So whoever changes something holds this lock until then,
-- together with others who do.
create function platform.note_change() returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(7201042);
  perform nextval('platform.public_change');
end $$;
create function platform.note_public_change() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.note_change();
  return null;
end $$;

-- The version of what public pages show: two that are alike stand for the same content. `known`: the number of a version that was settled, or null. While
-- somebody's change is on its way the version is what this very moment shows of the whole database.
create function platform.public_version(known bigint) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  number bigint := (select last_value from platform.public_change);
begin
  if number = known or pg_try_advisory_xact_lock(7201042) then return number::text; end if;
  return format('%s/%s', number, pg_current_snapshot());
end $$;

grant select, usage on sequence platform.public_change to manumit_guard;
alter function platform.note_change() owner to manumit_guard;
alter function platform.note_public_change() owner to manumit_guard;
alter function platform.public_version(bigint) owner to manumit_guard;
revoke all on function platform.note_change(), platform.note_public_change(), platform.public_version(bigint) from public;
grant execute on function platform.public_version(bigint) to manumit_app;
