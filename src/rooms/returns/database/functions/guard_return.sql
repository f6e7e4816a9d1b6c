-- What the application may not do to a return, under any policy: headquarters does not answer a return, a party does not accept one, and
-- only a signer submits one. The role and the clearance must come from the same grant.
create or replace function returns.guard_return() returns trigger
language plpgsql volatile
as $$
declare signs boolean; answers boolean;
begin
  if current_user <> 'manumit_app' then return new; end if;
  signs := new.party_id = any (identity.parties(identity.group('signers'), new.label_level));
  answers := new.party_id = any (
    identity.parties(identity.group('writers'), new.label_level));
  if new.state <> old.state and not (
      (identity.cleared(identity.group('office'), new.label_level, new.releasable_to)
        and (old.state, new.state) in (('submitted', 'accepted'), ('submitted', 'returned')))
      or (answers and (old.state, new.state) in (('open', 'answering'), ('answering', 'in-review'), ('in-review', 'answering'),
        ('in-review', 'cleared'), ('cleared', 'answering'), ('signed', 'answering'), ('submitted', 'answering'),
          ('returned', 'answering'), ('accepted', 'answering')))
      or (signs and (old.state, new.state) in (('cleared', 'signed'), ('signed', 'submitted'))))
  then raise exception 'this step is not theirs to take' using errcode = '42501'; end if;
  if new.submitted_version <> old.submitted_version and not (new.submitted_version = old.submitted_version + 1
    and old.state = 'signed' and new.state = 'submitted')
  then raise exception 'the version number rises by one when a signed return is submitted' using errcode = '42501'; end if;
  if (new.label_level, new.releasable_to) is distinct from (old.label_level, old.releasable_to) and not signs
  then raise exception 'only a person who signs for the party labels its return' using errcode = '42501'; end if;
  return new;
end
$$;
revoke all on function returns.guard_return() from public;
