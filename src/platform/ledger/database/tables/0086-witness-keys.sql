-- A witness counts once toward the quorum: no two enrolments have the same public key, whatever names they give it. Where there are two
-- already, the later ones end; their signatures stay.
update ledger.witness w set ended_at = now() where w.ended_at is null and exists (
  select from ledger.witness e where e.ended_at is null and (e.enrolled_at, e.id) < (w.enrolled_at, w.id)
    and substring(e.vkey from '^[^+]+[+][0-9a-f]{8}[+](.+)$') = substring(w.vkey from '^[^+]+[+][0-9a-f]{8}[+](.+)$'));
create unique index witness_key on ledger.witness (substring(vkey from '^[^+]+[+][0-9a-f]{8}[+](.+)$')) where ended_at is null;
