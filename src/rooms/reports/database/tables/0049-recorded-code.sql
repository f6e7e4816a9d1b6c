-- Finds the few entries that name the code of reporters (5e) without reading the ledger: public files and pages list them.
create index entry_recorded_code on ledger.entry (id) where command = 'reports/record-code';
