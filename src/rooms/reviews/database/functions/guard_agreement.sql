create or replace function reviews.guard_agreement() returns trigger
language plpgsql volatile
as $$
begin
  if current_user = 'manumit_app' and not (new.party_id = any (identity.parties(identity.group('signers'), new.label_level))
    and new.public_agreed_by is not distinct from case when new.public_agreed_at is null then null else identity.person() end)
  then raise exception 'a signer of the party agrees to publication' using errcode = '42501'; end if;
  return new;
end
$$;
revoke all on function reviews.guard_agreement() from public;
