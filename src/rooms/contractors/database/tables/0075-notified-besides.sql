-- Whom else the clause set names to be notified of a violation: a person of the party informs them (5f, P5f.4).
alter table contractors.violation add column notify jsonb not null default '[]' check (jsonb_typeof(notify) = 'array');
