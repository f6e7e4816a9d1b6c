-- Functions that PostgreSQL lets everybody call unless told otherwise. None of them tells or does anything by itself; that all of ours are closed is simpler to check than which need not be.
revoke all on function parties.is_partial_date(text), reviews.guard_finding(), reviews.guard_participation(), reviews.guard_agreement(), reviews.guard_letter_language() from public;
grant execute on function parties.is_partial_date(text) to manumit_app, manumit_guard;
