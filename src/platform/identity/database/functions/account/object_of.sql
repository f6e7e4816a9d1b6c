-- The object a record names, and its party; nothing if it does not exist. Only for the guard's own functions.
create or replace function identity.object_of(kind text, object uuid) returns table (id uuid, party_id uuid)
language plpgsql stable
as $$
#variable_conflict use_column
begin
  case kind
    when 'evidence-item' then return query select p.id, p.party_id from evidence.item p where p.id = object;
    when 'document' then return query select d.id, d.party_id from evidence.document d where d.id = object;
    when 'participation' then return query select p.id, p.party_id from reviews.participation p where p.id = object;
    when 'round', 'report' then return query select r.id, null::uuid from reviews.round r where r.id = object;
    when 'dossier', 'evidence', 'roster' then return query select p.id, p.id from parties.party p where p.id = object;
    else null;
  end case;
end
$$;
alter function identity.object_of(text, uuid) owner to manumit_guard;
revoke all on function identity.object_of(text, uuid) from public;
