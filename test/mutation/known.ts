const AGAIN = 'the query itself refuses whoever is signed out (subjectOf), with the same answer';

/** Guards behind which another one stands, so that taking the one away changes nothing. Anything else that survives is a finding. */
export const KNOWN: ReadonlyMap<string, string> = new Map([
  ['query people/passkey-options-to-add without signing in', AGAIN],
  ['query people/get-session without signing in', AGAIN],
  ['query people/find-colleagues without signing in', AGAIN],
  ['query people/list-access-tasks without signing in', AGAIN],
  ['query reviews/list-tasks without signing in', AGAIN],
  ['query reviews/get-round without signing in', AGAIN],
]);
