import { AppError } from '#kernel/errors.ts';
import { toStoredCheckpoint } from '#platform/ledger/last-checkpoint.ts';
import { readLastPublished, sqlOf, tilesAt } from '#platform/ledger/log-store.ts';
import { inclusionProof } from '#platform/ledger/merkle/tree.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { contentOf, drawSample as draw, SAMPLE_RULE } from './audit-sample.rules.ts';
import { AuditSample, DrawSample } from './log.schema.ts';
import { entriesAt, erasedAmong, paddingBelow } from './log.store.ts';
import './errors.ts';
import './permissions.ts';

/** Entries drawn from the newest published log by its root, each with its proof. Anybody with the checkpoint can repeat the draw. */
export const drawSample = defineQuery({
  name: 'transparency-log/draw-sample',
  permission: 'transparency-log:sample',
  input: DrawSample,
  answer: AuditSample,
  async run(context, { size: wanted }) {
    const { db } = context;
    const { person } = subjectOf(context);
    const sql = sqlOf(db);
    const published = await readLastPublished(sql);
    if (!published) throw new AppError('transparency-log/nothing-published');
    const { drawn, padding } = draw(published.root, published.size, await paddingBelow(db, published.size), wanted);
    const entries = new Map(
      (
        await entriesAt(
          db,
          drawn.map(({ index }) => index),
        )
      ).map((entry) => [entry.index, entry]),
    );
    const erased = await erasedAmong(
      db,
      [...entries.values()].map(({ leaf }) => leaf.id),
    );
    const tiles = tilesAt(sql, published.size);
    const items = await Promise.all(
      drawn.map(async ({ draw: number, index }) => {
        const { leaf, salt, detail } = entries.get(index)!;
        const proof = await inclusionProof(tiles, index, published.size);
        return {
          draw: number,
          index,
          leaf: { ...leaf },
          proof: proof.map((hash) => hash.toString('base64')),
          opening: salt === null ? null : { salt: salt.toString('hex'), detail },
          content: contentOf({ opened: salt !== null, erased: erased.has(leaf.id), own: leaf.person === person }),
          erasedAt: erased.get(leaf.id) ?? null,
        };
      }),
    );
    return { rule: SAMPLE_RULE, checkpoint: toStoredCheckpoint(published), note: published.note, items, padding };
  },
});
