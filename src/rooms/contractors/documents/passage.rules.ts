import { z } from 'zod';
import type { ContractText } from '../clauses/document/contract-text.ts';

/** The text around a quote, paragraph by paragraph, with how each run is marked; kept until a person has decided. */
export const Passage = z.array(
  z.object({
    quoted: z.boolean(),
    runs: z.array(z.object({ text: z.string(), mark: z.enum(['inserted', 'deleted', 'struck', 'hidden']).optional() })),
  }),
);
export type Passage = z.infer<typeof Passage>;

const AROUND = 2;
const MAX_CHARACTERS = 1_500;

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The paragraphs around a quote of a document, as they are in it; null where the quote is not found. Pure. */
export function passageOf(text: ContractText, quote: string): Passage | null {
  const paragraphs = text.paragraphs.filter(({ place, runs }) => place !== 'comment' && runs.some((run) => run.text.trim() !== ''));
  const texts = paragraphs.map(({ runs }) => [
    plain(runs.map((run) => run.text).join('')),
    plain(
      runs
        .filter(({ mark }) => mark !== 'deleted')
        .map((run) => run.text)
        .join(''),
    ),
  ]);
  const whole = plain(quote).replace(/…$/, '');
  // Two provisions may begin alike, so the whole quote is looked for first; one over several paragraphs is found by its beginning.
  const at =
    [whole, whole.slice(0, 40)].map((part) => texts.findIndex((of) => of.some((text) => text.includes(part)))).find((one) => one >= 0) ??
    -1;
  if (at < 0) return null;
  return paragraphs.slice(Math.max(0, at - AROUND), at + AROUND + 1).map((paragraph) => {
    let left = MAX_CHARACTERS;
    const runs = paragraph.runs.flatMap(({ text: run, mark }) => {
      const part = run.slice(0, left);
      left -= part.length;
      const text = part.length < run.length && part !== '' ? `${part}…` : part;
      return text === '' ? [] : [{ text, ...(mark && { mark }) }];
    });
    return { quoted: paragraph === paragraphs[at], runs };
  });
}
