-- Labels of content, in the shape of STANAG 4774: a level (0 the lowest, in the order of identity.label_rank) and, where set, the parties a record is
-- releasable to; no list means no restriction. A list always names the party the record is of. Each room puts the two columns on its own tables.

-- Parties at which one of these roles is held with a clearance of at least this level. One without a party stands as the nil id: held, and at no party.
create function identity.parties(roles text[], level int) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := identity.verified(); nowhere uuid := '00000000-0000-0000-0000-000000000000';
begin
  if c is null then return '{}'; end if;
  if (c ->> 'sole')::boolean or c ->> 'kind' = 'installation' then return array(select id from parties.party) || nowhere; end if;
  return array(select coalesce((g ->> 'party')::uuid, nowhere) from jsonb_array_elements(c -> 'grants') g
    where g ->> 'role' = any (roles) and identity.label_rank(g ->> 'label') > level);
end $$;

-- Whether one of these roles is held with a clearance for one record: what the guard's own functions ask, a record at a time.
create function identity.cleared(roles text[], level int, releasable uuid[]) returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare held uuid[] := identity.parties(roles, level);
begin return case when releasable is null then cardinality(held) > 0 else releasable && held end; end $$;

-- Whether the first label is at least as narrow as the second: no lower, and releasable to nobody more.
create function identity.label_covers(level int, releasable uuid[], other_level int, other_releasable uuid[]) returns boolean language sql immutable as $$
  select level >= other_level and (other_releasable is null or (releasable is not null and releasable <@ other_releasable)) $$;
-- A label as one word, for keys.
create function identity.label_key(level int, releasable uuid[]) returns text language sql immutable as $$
  select level || coalesce(' ' || array_to_string(releasable, ','), '') $$;

-- What a policy asks of a row, as text for the policies of the rooms: the role is held at the row's party (`at`), anywhere (`anywhere`) or by anybody
-- signed in (`everybody`), with a clearance for the row under the very grant. In set form: each list is worked out once a statement, and for a
-- row of the lowest label that is releasable to all, none of them.
create function identity.label_policy(how text, roles text[] default '{}') returns text language plpgsql immutable as $$
declare asked text[] := case when how = 'everybody' then array['policy-office','reviewer','focal-point','commander','training-officer','case-officer','investigator',
    'legal-adviser','contracting-officer','partner-contact','auditor','party-admin','platform-admin'] else roles end;
  held text := (select 'case label_level ' || string_agg(format(case when n < 3 then 'when %s then' else 'else' end || ' (select identity.parties(%L, %s))', variadic
      case when n < 3 then array[n::text, asked::text, n::text] else array[asked::text, n::text] end), ' ') || ' end' from generate_series(0, 3) n);
begin
  if how = 'at' then
    return format('(party_id = any ((select identity.parties(%L))::uuid[]) and (label_level = 0 or party_id = any ((%s)::uuid[])))', roles, held);
  end if;
  return format('(%s and ((label_level = 0 and releasable_to is null) or case when releasable_to is null then cardinality((%s)::uuid[]) > 0
      else releasable_to && (%s)::uuid[] end))',
    case how when 'everybody' then '(select identity.person()) is not null' else format('(select identity.holds(%L))', roles) end, held, held);
end $$;

-- No label above the highest of the installation; no label lowered or opened to more without a release that was decided in this very transaction. It holds
-- for whoever writes. The argument names the room's table of releases.
create function identity.keep_label() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare released boolean;
begin
  if (tg_op = 'INSERT' or new.label_level > old.label_level)
    and new.label_level >= identity.label_rank((select highest_label from identity.ceiling)) then
    raise exception 'platform/label-too-high' using errcode = 'MA010';
  end if;
  if tg_op = 'UPDATE' and not identity.label_covers(new.label_level, new.releasable_to, old.label_level, old.releasable_to) then
    if tg_nargs > 0 then
      execute format('select exists (select from %s where object_id = $1 and to_level = $2 and to_releasable is not distinct from $3
        and decided_by is not null and xmin = pg_current_xact_id()::xid)', tg_argv[0]) into released using new.id, new.label_level, new.releasable_to;
    end if;
    if released is not true then raise exception 'platform/write-down' using errcode = 'MA010'; end if;
  end if;
  return new;
end $$;

do $$ declare f text; begin
  foreach f in array array['identity.parties(text[], int)', 'identity.cleared(text[], int, uuid[])', 'identity.label_covers(int, uuid[], int, uuid[])',
      'identity.label_key(int, uuid[])', 'identity.keep_label()'] loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
revoke all on function identity.label_policy(text, text[]) from public;
grant execute on function identity.parties(text[], int) to manumit_app;
grant execute on function identity.label_covers(int, uuid[], int, uuid[]), identity.label_key(int, uuid[]), identity.parties(text[], int) to manumit_schema;
