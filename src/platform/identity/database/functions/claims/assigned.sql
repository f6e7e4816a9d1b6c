-- The reviewer assignments of this transaction, as keys to find rows by: the party, the participation, "party round", "party obligation".
create or replace function identity.assigned(what text) returns text[]
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return array(select distinct case what when 'party' then s ->> 'party' when 'participation' then s ->> 'participation' when 'round'
    then (s ->> 'party') || ' ' || (s ->> 'round')
      else (s ->> 'party') || ' ' || d.obligation end
    from identity.current_claims() c, jsonb_array_elements(coalesce(c.claims -> 'assignments', '[]')) s,
      lateral (select obligation from jsonb_array_elements_text(s -> 'obligations') obligation where what = 'obligation' union all select ''
        where what <> 'obligation') d);
end
$$;
alter function identity.assigned(text) owner to manumit_guard;
revoke all on function identity.assigned(text) from public;
grant execute on function identity.assigned(text) to manumit_app;
