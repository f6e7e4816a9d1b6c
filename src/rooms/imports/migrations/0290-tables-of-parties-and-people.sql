-- Parties and people come in as tables, too: a batch says what its rows became, and each row names its piece, its party or its account.
alter table past.batch add column subject text not null default 'evidence' check (subject in ('evidence', 'parties', 'people'));
alter table past.row rename column piece_id to object_id;
