/**
 * Names by service number, from a file that never leaves the browser: number and name, separated by comma, semicolon or tab, with or without a header. Pure.
 */
function readNames(text: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const [number = '', ...rest] = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    const name = rest.filter(Boolean).join(' ').replaceAll('"', '');
    if (/^[A-Z0-9][A-Z0-9-]{2,23}$/i.test(number) && /\d/.test(number) && name) names.set(number.toUpperCase(), name);
  }
  return names;
}

/** Names by party and number, because two parties may use the same number. */
type PartyNames = ReadonlyMap<string, string>;
/** The names, and a function to replace them. The page holds them, so that they survive a change of day or scope. */
export type Names = readonly [names: PartyNames, setNames: (names: PartyNames) => void];
type Numbered = { readonly partyId: string; readonly number: string };
const keyOf = ({ partyId, number }: Numbered) => `${partyId} ${number}`;

/** Replaces the names read for the same party before with those of a file. Pure. */
export function withNames(names: PartyNames, partyId: string, text: string): PartyNames {
  const others = [...names].filter(([key]) => !key.startsWith(`${partyId} `));
  return new Map([...others, ...[...readNames(text)].map(([number, name]) => [keyOf({ partyId, number }), name] as const)]);
}

/** The name of a person, if a file of their own party has one. Pure. */
export const nameOf = (names: PartyNames, person: Numbered): string | undefined => names.get(keyOf(person));
