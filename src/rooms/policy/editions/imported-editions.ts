import type { Catalogue, Edition } from '../catalogue.ts';
import { makeEdition } from '../catalogue.ts';
import { WholeEdition } from '../files/edition-content.ts';

type Client = { query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }> };

/** An edition of the database with its first day. */
export type DatedEdition = { readonly importId: string; readonly fromDay: string; readonly edition: Edition };

let dated: readonly DatedEdition[] = [];

/** The imported editions that have a day, as this process read them last. */
export function datedEditions(): readonly DatedEdition[] {
  return dated;
}

/**
 * Reads the imported editions that have a day into this process. The content of an edition never changes, so each is read once. An edition begins on the day
 * after its decision at the earliest: a process that reads every few seconds has it before its day begins. `shipped`: the editions of the program, for what a
 * later version of the program reads and an older edition does not have.
 */
export async function loadImportedEditions(client: Client, shipped: () => Catalogue): Promise<void> {
  const { rows } = await client.query(
    `select id as "importId", from_day::text as "fromDay" from policy.imported_edition where state = 'scheduled' order by from_day`,
  );
  const found = rows as { importId: string; fromDay: string }[];
  const known = new Map(dated.map((one) => [one.importId, one]));
  const missing = found.filter(({ importId }) => !known.has(importId)).map(({ importId }) => importId);
  const read =
    missing.length === 0 ? [] : (await client.query('select id, content from policy.imported_edition where id = any ($1)', [missing])).rows;
  const contents = new Map((read as { id: string; content: unknown }[]).map(({ id, content }) => [id, content]));
  dated = found.map(({ importId, fromDay }) => ({
    importId,
    fromDay,
    edition:
      known.get(importId)?.edition ??
      dateEdition(importId, completed(WholeEdition.parse(contents.get(importId)), shipped().current), shipped),
  }));
}

/** Adds the look-ups. It supersedes the edition that its mapping leads to; without a mapping, the one in force before its first day. */
function dateEdition(importId: string, content: WholeEdition, shipped: () => Catalogue): Edition {
  return makeEdition(content, () => {
    const at = dated.findIndex((one) => one.importId === importId);
    const before = [...shipped().editions, ...dated.slice(0, at).map(({ edition }) => edition)];
    const { mapping } = content;
    if (mapping !== null) return before.find(({ id }) => id === mapping.from) ?? null;
    return at > 0 ? dated[at - 1]!.edition : shipped().current;
  });
}

/** Adds the parameters and kinds of evidence that only a later version of the program reads. */
function completed(edition: WholeEdition, shipped: Edition): WholeEdition {
  const others = <T extends { id: string }>(rows: readonly T[], own: readonly T[]) =>
    rows.filter(({ id }) => !own.some((one) => one.id === id));
  return {
    ...edition,
    parameters: [...edition.parameters, ...others(shipped.parameters, edition.parameters)],
    evidenceKinds: [...edition.evidenceKinds, ...others(shipped.evidenceKinds, edition.evidenceKinds)],
  };
}
