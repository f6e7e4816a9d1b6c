-- What becomes of a piece later is never part of entering it: a row made with a purge, an end or a release already in it would carry names that nobody checked.
revoke insert on evidence.piece from manumit_app;
grant insert (id, edition_id, party_id, by_office, kind, says, origin, title_en, title_fr, source_en, source_fr, date, as_of, page, document_id, address, note, state,
  counts_on, corrects_id, confirms_id, entered_by, entered_name, entered_at, submitted_at, signed_by, signed_name) on evidence.piece to manumit_app;
