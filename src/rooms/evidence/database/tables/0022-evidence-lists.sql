-- Lists of evidence sorted by date, and lists of one kind (item-view.store.ts).
create index item_date on evidence.item (party_id, date, id) where submitted_at is not null;
create index item_kind on evidence.item (party_id, kind, submitted_at, id) where submitted_at is not null;
