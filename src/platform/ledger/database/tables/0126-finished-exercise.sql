-- Each start asks whether the database is that of an exercise. In a real installation this index is empty.
create index entry_exercise on ledger.entry (command) where command = 'exercise/finish';
