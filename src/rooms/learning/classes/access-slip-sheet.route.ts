import { z } from 'zod';
import { makeBlocks } from '#platform/documents/print-blocks.ts';
import { whoPrints } from '#platform/documents/who-prints.query.ts';
import { fileRoute, partyOf } from '#platform/http/route.ts';
import { parseInput } from '#platform/input.ts';
import { runQuery } from '#platform/query.ts';
import { labelWords } from '#platform/texts/labels/label-words.ts';
import { translatePlayer } from '#rooms/courses/index.ts';
import { translateLearning } from '../texts.ts';
import { type ClassView, PrintAccessSlips } from './class.schema.ts';
import { findClass } from './class.store.ts';
import { getClass } from './get-class.query.ts';
import { printedCode } from './secrets.rules.ts';

/**
 * The access slips of a class as a PDF to print and cut, one per row. The client that just made them sends the PINs back, because they are not stored here. Printing
 * again costs nothing; a lost sheet costs a new PIN.
 */
export const accessSlipSheet = fileRoute({
  method: 'POST',
  url: '/desk/api/training/classes/:classId/access-slips/sheet',
  permission: 'training:teach',
  party: partyOf(z.strictObject({ classId: z.uuid() }), async ({ classId }, db) => (await findClass(db, classId))?.partyId),
  summary: 'training/access-slip-sheet',
  async handle(platform, { token }, request, reply) {
    const { classId } = request.params as { classId: string };
    const reader = await runQuery(platform, whoPrints, { token, input: {} });
    const view = (await runQuery(platform, getClass, { token, input: { classId } })) as ClassView;
    const { accessSlips, language } = parseInput(PrintAccessSlips, request.body);
    const t = (key: Parameters<typeof translateLearning>[1], values?: Parameters<typeof translateLearning>[2]) =>
      translateLearning(language, key, values);
    // The code alone opens nothing, so it may be in the address. The PIN and the number may not.
    const address = slipAddress(platform.publicUrl ?? platform.deskUrl, view.code);
    const file = await makeBlocks('pdf', {
      locale: language,
      title: t('classes.sheet', { title: view.title }),
      label: labelWords(language, { policy: 'NATO', level: 'unclassified', releasableTo: null }),
      exercise: platform.exercise,
      readers: t('classes.sheet-readers', { party: view.party[language] }),
      printedBy: reader.name,
      printedAt: platform.clock(),
      blocks: [
        { text: t('classes.sheet-how') },
        {
          table: {
            headers: [
              ...(['learn.number', 'learn.code', 'learn.pin'] as const).map((key) => translatePlayer(language, key)),
              t('classes.sheet-address'),
            ],
            widths: [26, 19, 13, 42],
            rows: accessSlips.map(({ number, pin }) => [{ strong: number }, { strong: printedCode(view.code) }, { strong: pin }, address]),
          },
        },
      ],
    });
    return reply
      .header('content-disposition', `attachment; filename="${platform.exercise ? 'EXERCISE-' : ''}access-slips.pdf"`)
      .type('application/pdf')
      .send(file);
  },
});

/** What a learner types or taps: the address of the player with the class code, without `https://`. */
export function slipAddress(site: string, code: string): string {
  return `${site.replace(/^https?:\/\//, '')}/learn?code=${printedCode(code)}`;
}
