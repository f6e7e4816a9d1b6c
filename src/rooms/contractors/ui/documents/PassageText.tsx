import { useTranslations } from '#web/client/language.ts';
import type { Passage } from '../../documents/passage.rules.ts';
import { translateFiles } from './texts.ts';

type Paragraph = Passage[number];

/** What a paragraph says where nothing in it is deleted, inserted or hidden; otherwise null. The breaks of lines do not count. */
export function plainText({ runs }: Paragraph): string | null {
  if (runs.some(({ mark }) => mark !== undefined)) return null;
  return runs
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * The text around a quote as it is in the file: what is deleted, inserted or hidden is marked in words too. Once the text is deleted, the quote alone.
 * `shown`: titles of what the page has shown already, by its text. In brackets, the title then replaces it; of the quoted paragraph, which is next to it, two words.
 */
export function PassageText({
  passage,
  quote,
  shown,
}: {
  passage: Passage | null;
  quote: string | null;
  shown?: ReadonlyMap<string, string>;
}) {
  const t = useTranslations(translateFiles);
  if (passage === null) return <blockquote>{quote}</blockquote>;
  const titleOf = (paragraph: Paragraph) => shown?.get(plainText(paragraph) ?? '');
  return (
    <div className="contract-passage" lang="">
      {passage.map((paragraph, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs never change their order
        <p key={at} className={paragraph.quoted ? 'quoted' : 'muted'}>
          {titleOf(paragraph) !== undefined && `[${paragraph.quoted ? t('this-text') : titleOf(paragraph)}]`}
          {(titleOf(paragraph) === undefined ? paragraph.runs : []).map(({ text, mark }, place) => {
            // biome-ignore lint/suspicious/noArrayIndexKey: runs never change their order
            if (mark === undefined) return <span key={place}>{text}</span>;
            const Tag = mark === 'inserted' ? 'ins' : mark === 'hidden' ? 'mark' : 'del';
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: runs never change their order
              <Tag key={place}>
                <span className="out-of-sight">{t(`mark.${mark}`)} </span>
                {text}
              </Tag>
            );
          })}
        </p>
      ))}
    </div>
  );
}
