import { useTranslations } from '#web/client/language.ts';
import type { Passage } from '../../documents/passage.rules.ts';
import { translateFiles } from './texts.ts';

/** The text around a quote as it is in the file: what is deleted, inserted or hidden is marked in words too. Once the text is deleted, the quote alone. */
export function PassageText({ passage, quote }: { passage: Passage | null; quote: string | null }) {
  const t = useTranslations(translateFiles);
  if (passage === null) return <blockquote>{quote}</blockquote>;
  return (
    <div className="contract-passage">
      {passage.map(({ quoted, runs }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs never change their order
        <p key={at} className={quoted ? 'quoted' : 'muted'}>
          {runs.map(({ text, mark }, place) => {
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
