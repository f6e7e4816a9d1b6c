import { languagesAt, loadPublicLanguages, type PublicLanguage } from '#platform/texts/public-languages.ts';
import { type findPaper, makePoster, type POSTER_SIZES, posterTexts } from '#rooms/reports/index.ts';
import { translateWorkers } from './texts.ts';
import { RULES, setForbidsAll } from './worker.rules.ts';

/** The languages of cards and posters: those of the pages to which their picture leads. */
export const PAPER_LANGUAGES = languagesAt(loadPublicLanguages(), '/r');

type Order = Awaited<ReturnType<typeof findPaper>> & {
  readonly contract: { readonly number: string; readonly setId: string };
  readonly origin: string;
  readonly language: PublicLanguage;
  readonly size: (typeof POSTER_SIZES)[number];
  readonly exercise: boolean;
  readonly now: Date;
};

/**
 * Makes the poster or the pocket card for the workers of a contract (5f): what their employer may not do, where to report it, and tested numbers. It names no
 * firm.
 */
export function makeWorkerPaper({ contract, ...order }: Order): Promise<Buffer> {
  const texts = posterTexts(order.language, translateWorkers);
  return makePoster({
    ...order,
    workers: {
      title: texts('title'),
      about: texts(order.channel === null ? 'about-closed' : 'about'),
      heading: texts(setForbidsAll(contract.setId) ? 'heading-forbidden' : 'heading-other'),
      rules: RULES.map((rule) => texts(`rule.${rule}`)),
      contract: texts('contract', () => ({ number: contract.number })),
    },
  });
}
