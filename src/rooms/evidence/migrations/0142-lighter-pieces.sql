-- A foreign key locks the row it points to. Every act of one person about one party locked the same rows, and acts at the same moment shared those locks
-- in ways that cost more than the piece itself. Where the same truth is held by other means, the key goes (docs/decisions/010):
-- who entered and who signed are the person of the claims (policies and the guard trigger), a party is one of the claims' own parties or is looked up
-- in the policy, the edition is that of the obligations named, and the piece of an obligation is found by the trigger that copies it. Nobody
-- has the right to delete people, parties or pieces, and the guard loses its own below.
alter table evidence.piece drop constraint piece_edition_id_fkey, drop constraint piece_party_id_fkey, drop constraint piece_entered_by_fkey, drop constraint piece_signed_by_fkey;
alter table evidence.piece_obligation drop constraint piece_obligation_piece_id_fkey;
drop policy piece_enter on evidence.piece;
create policy piece_enter on evidence.piece for insert to manumit_app with check (
  entered_by = (select identity.person()) and (signed_by is null or signed_by = (select identity.person())) and state in ('draft', 'submitted') and released_at is null
  and entered_name is not distinct from (select evidence.own_name()) and (signed_name is null or signed_name = (select evidence.own_name()))
  and ended_by is null and purge_asked_by is null
  and case when by_office then (select identity.holds('{policy-office}')) and exists (select from parties.party x where x.id = party_id)
    else party_id = any ((select evidence.own_parties())::uuid[])
      and (submitted_at is null or origin = 'arose' or party_id = any ((select evidence.sign_parties())::uuid[])) end);

-- The claims carry the name already.
create or replace function evidence.own_name() returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := identity.verified();
begin return case when c ->> 'kind' = 'person' then c ->> 'name' end; end $$;

do $$ declare t text; begin
  foreach t in array array['piece', 'piece_obligation'] loop
    execute format('revoke delete on evidence.%I from manumit_guard', t);
  end loop;
end $$;
