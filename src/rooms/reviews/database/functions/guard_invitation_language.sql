create or replace function reviews.guard_invitation_language() returns trigger
language plpgsql volatile
as $$
begin
  if current_user = 'manumit_app' and not identity.cleared(identity.group('office'), new.label_level, new.releasable_to)
  then raise exception 'headquarters writes its invitations' using errcode = '42501'; end if;
  return new;
end
$$;
revoke all on function reviews.guard_invitation_language() from public;
