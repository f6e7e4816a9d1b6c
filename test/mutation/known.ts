const AGAIN = 'the query itself refuses whoever is signed out (subjectOf), with the same answer';

/** Guards behind which another one stands, so that taking the one away changes nothing. Anything else that survives is a finding. */
export const KNOWN: ReadonlyMap<string, string> = new Map([
  ['query people/passkey-options-to-add without signing in', AGAIN],
  ['query people/get-session without signing in', AGAIN],
  ['query people/find-colleagues without signing in', AGAIN],
  ['query people/list-access-tasks without signing in', AGAIN],
  ['query reviews/list-tasks without signing in', AGAIN],
  ['query reviews/get-round without signing in', AGAIN],
  ['permission evidence:sign for everybody', 'each act asks the roles of its step again (pieceForAct), with the same answer'],
  ['policy safekeeping.backup backup_record gone', 'only the installation notes a backup; src/app/backup would miss it'],
]);
