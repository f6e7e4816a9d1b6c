import { strToU8, unzipSync, zipSync } from 'fflate';
import { parse, stringify } from 'yaml';
import { shippedEdition } from '../current.ts';
import { filesOf, type WholeEdition, wholeOf } from '../files/edition-content.ts';
import { yamlOf } from '../files/write-edition.ts';

/** The new obligation of the changed edition. */
export const ADDED_OBLIGATION = 'P3.9';

/** The edition that ships, under another id, with one obligation of clause 3 more and another text of P2.1. */
export function aChangedEdition(id = 'nato-thb-2026'): WholeEdition {
  const whole = wholeOf(shippedEdition());
  const last = whole.obligations.filter(({ clause }) => clause === '3').at(-1)!;
  const added = {
    ...last,
    ...{ id: ADDED_OBLIGATION, title: { en: 'Name a contact point', fr: 'Nommer un point de contact' } },
    statement: { en: 'Each Ally names a contact point.', fr: 'Chaque Allié nomme un point de contact.' },
  };
  return {
    ...whole,
    ...{ id, title: { en: 'Policy as amended', fr: 'Politique telle que modifiée' }, successors: [] },
    obligations: [
      ...whole.obligations.map((one) =>
        one.id === 'P2.1' ? { ...one, statement: { en: 'Another statement.', fr: 'Un autre énoncé.' } } : one,
      ),
      added,
    ],
    parameters: whole.parameters.map((one) => (one.id === 'comment-time' ? { ...one, value: 30 } : one)),
  };
}

/** An edition as a ZIP archive of its folder. `change` edits the texts of its files. */
export function archiveOf(edition: WholeEdition, change: Record<string, (text: string) => string> = {}, below = `${edition.id}/`): Buffer {
  const files = Object.entries(yamlOf(filesOf(edition))).map(
    ([name, text]) => [`${below}${name}`, strToU8((change[name] ?? ((same: string) => same))(text))] as const,
  );
  return Buffer.from(zipSync(Object.fromEntries(files)));
}

/** The same archive with another id in edition.yaml, as the policy office would change what it downloaded. */
export function renamed(archive: Uint8Array, id: string): Buffer {
  const files = unzipSync(archive);
  const head = Object.keys(files).find((name) => name.endsWith('edition.yaml'))!;
  const text = new TextDecoder().decode(files[head]);
  return Buffer.from(zipSync({ ...files, [head]: strToU8(stringify({ ...parse(text), id })) }));
}
