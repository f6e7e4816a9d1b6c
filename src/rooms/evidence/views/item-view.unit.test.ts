import { describe, expect, it } from 'vitest';
import { type Database, databaseOn } from '#platform/db/transaction.ts';
import { listDrafts, listSubmitted } from './item-view.store.ts';

const PARTY = '00000000-0000-4000-8000-000000000001';

/** The statement that a list sends, without its white space, and how many parameters it has. */
async function statementOf(list: (db: Database) => Promise<unknown>): Promise<{ text: string; parameters: number }> {
  const sent: { text: string; parameters: number }[] = [];
  await list(
    databaseOn(async ({ text, values = [] }) => {
      sent.push({ text: text.replace(/\s+/g, ' ').trim(), parameters: values.length });
      return { rows: [], command: 'SELECT', rowCount: 0 };
    }),
  );
  expect(sent).toHaveLength(1);
  return sent[0]!;
}

describe.each([
  ['listSubmitted', (rows: number) => (db: Database) => listSubmitted(db, PARTY, rows)],
  ['listDrafts', (rows: number) => (db: Database) => listDrafts(db, PARTY, undefined, rows, undefined)],
] as const)('%s', (_name, list) => {
  it.each([21, 51, 101])('writes the %i rows of a usual page into its statement, so that one plan is kept', async (rows) => {
    const { text, parameters } = await statementOf(list(rows));
    expect(text).toMatch(new RegExp(`limit ${rows}$`));
    expect(parameters).toBe(1);
  });

  it('sends every other number of rows as a parameter, so that a caller cannot make many prepared statements', async () => {
    const texts = await Promise.all([2, 20, 52, 99].map((rows) => statementOf(list(rows))));
    expect(new Set(texts.map(({ text }) => text)).size).toBe(1);
    expect(texts[0]!.text).toMatch(/limit \$2$/);
  });
});
