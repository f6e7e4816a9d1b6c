-- Since records carry labels the policies name roles and levels themselves; nothing asks these any more.
drop function evidence.own_parties(), evidence.read_parties(), evidence.sign_parties();
