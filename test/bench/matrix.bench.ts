import type { Query } from '#platform/query.ts';
import { runQuery } from '#platform/query.ts';
import { getMatrix } from '#rooms/commitments/matrix/matrix.query.ts';
import type { Figure } from './figures.ts';
import type { Installation } from './installation.ts';
import { ms, quantile, timesOf } from './measure.ts';

/** Runs a query as the server does: under the claims of a session, with its answer checked and serialised as JSON. */
export async function ask(installation: Installation, query: Query, token: string, input: unknown): Promise<string> {
  return JSON.stringify(query.answer.parse(await runQuery(installation.platform, query, { token, input })));
}

/** The 95th percentile of the matrix for the policy office (56 rows) and for a focal point (its own row). */
export async function timeMatrix(
  installation: Installation,
  readers: { office: string; focal: string },
): Promise<{ office: number; focal: number }> {
  const matrix = getMatrix as unknown as Query;
  const rows = async (token: string) => (JSON.parse(await ask(installation, matrix, token, {})) as { rows: { cells: unknown[] }[] }).rows;
  const [all, own] = [await rows(readers.office), await rows(readers.focal)];
  if (all.length !== 56 || own.length !== 1 || all[0]!.cells.length !== installation.platform.services.catalogue.current.obligations.length)
    throw new Error(`The matrix shows ${all.length} and ${own.length} parties.`);
  const p95 = async (token: string) => quantile(await timesOf(() => ask(installation, matrix, token, {}), 80), 0.95);
  return { office: await p95(readers.office), focal: await p95(readers.focal) };
}

/** The matrix with a long history, compared with the same matrix with a short one. */
export function matrixFigures(
  few: { office: number; focal: number },
  many: { office: number; focal: number },
  obligations: number,
): Figure[] {
  return (['office', 'focal'] as const).flatMap((who) => {
    const ratio = many[who] / few[who];
    return [
      {
        what: `matrix, ${who === 'office' ? `56 parties x ${obligations} obligations, policy office` : 'a focal point’s own row'}, p95`,
        measured: `${ms(many[who])} with 1,000,000 entries`,
        yardstick: `${ms(few[who])} with 10,000 entries`,
        ratio: ratio.toFixed(2),
        goal: '<= 100 ms and <= 1.5 times',
        met: many[who] <= 100 && ratio <= 1.5,
      },
    ];
  });
}
