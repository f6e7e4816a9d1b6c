import type { BothLanguages } from '#kernel/both-languages.ts';
import { AppError } from '#kernel/errors.ts';
import { inEach, type Locale } from '#kernel/languages.ts';
import type { Block } from '#platform/documents/text-document/text-document.ts';
import type { OutreachView, TreatyStatusOn } from './outreach.schema.ts';
import { translateOutreach } from './texts.ts';

/** The proposed letter in both languages, for its writer to change. It states what is known, and what is unknown as unknown. */
export function composeLetter(writer: BothLanguages, addressee: BothLanguages, treatyStatuses: readonly TreatyStatusOn[]): BothLanguages {
  return inEach((locale) => {
    const steps = treatyStatuses.map(({ instrument, status }) =>
      translateOutreach(locale, `step.${instrument}`, { status: translateOutreach(locale, `status.${status}`) }),
    );
    return translateOutreach(locale, 'letter', { writer: writer[locale], addressee: addressee[locale], steps: steps.join('\n') });
  });
}

/** The text of a letter as blocks: one per paragraph, with the help that was offered. A sent letter is in its own language. */
export function letterBlocks(
  { letters, draft }: Pick<OutreachView, 'letters' | 'draft'>,
  letterId: string | undefined,
  lang: Locale,
): { locale: Locale; blocks: Block[] } {
  const sent = letters.find(({ id }) => id === letterId);
  if (letterId !== undefined && sent === undefined) throw new AppError('platform/not-found');
  const locale = sent?.language ?? lang;
  const paragraphs = (sent?.body ?? draft[locale]).split(/\n{2,}/).map((text): Block => ({ text: text.trim() }));
  const offer: Block[] = sent?.offer ? [{ text: translateOutreach(locale, 'file.offer', { offer: sent.offer }) }] : [];
  return { locale, blocks: [...paragraphs.filter((block) => 'text' in block && block.text !== ''), ...offer] };
}
