-- A seat reads what its party answered to the duties of its part, where that is of the lowest label and for all.
create policy answer_of_seat on commitments.answer for select to manumit_app using (
  (party_id || ' ' || obligation_id) = any ((select identity.seated('duty'))::text[]) and label_level = 0 and releasable_to is null);
