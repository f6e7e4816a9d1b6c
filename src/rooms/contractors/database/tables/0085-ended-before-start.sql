-- A contract may be ended before the start that it states: it keeps that start, and its end is the day on which it ended.
alter table contractors.contract drop constraint contract_check2;
alter table contractors.contract add check (state = 'ended' or ends_on >= starts_on);
