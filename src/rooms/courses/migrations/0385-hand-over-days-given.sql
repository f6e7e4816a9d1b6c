-- A hand-over counted whoever is still within the days they have been given (0365) as trained, and its evidence said so, while a board put into evidence counts them as
-- neither. Those counted here are neither persons nor ready of it any more; how many they are stands beside.
alter table training.hand_over add in_time int not null default 0 check (in_time >= 0);
