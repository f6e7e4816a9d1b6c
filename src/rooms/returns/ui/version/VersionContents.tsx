import { useQuery } from '@tanstack/react-query';
import { useLocale } from '#web/client/language.ts';
import type { ReturnView } from '../../return.schema.ts';
import { letterOf } from '../return-words.ts';
import { versionQuery } from '../returns-data.ts';
import { anchorOf } from './version-anchors.ts';

/** The sections of a submitted version and their pages, as links within its page: those that this reader may see. */
export function VersionContents({ view, number }: { view: ReturnView; number: number }) {
  const locale = useLocale();
  const { data: version } = useQuery(versionQuery(view.id, number));
  const seen = new Set(version?.sections.map(({ id }) => id));
  return (
    <ul className="version-contents">
      {view.sections.map(
        ({ id, title, pages }, place) =>
          seen.has(id) && (
            <li key={id}>
              <a href={`#${anchorOf(id)}`}>
                <b>{letterOf(place)}</b>
                <span>{title[locale]}</span>
              </a>
              {pages.length > 1 && (
                <ul>
                  {pages.map((page, at) => (
                    <li key={page.title.en}>
                      <a href={`#${anchorOf(id, at + 1)}`}>
                        <b />
                        <span>{page.title[locale]}</span>
                      </a>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ),
      )}
    </ul>
  );
}
