-- A signer of the party decides whether the public may know that it returned.
create or replace function returns.guard_status_public() returns trigger
language plpgsql volatile
as $$
begin
  if current_user = 'manumit_app' and not (new.party_id = any (identity.parties(identity.group('signers'), new.label_level)))
  then raise exception 'only a person who signs for the party decides what is public about its return' using errcode = '42501'; end if;
  return new;
end
$$;
revoke all on function returns.guard_status_public() from public;
