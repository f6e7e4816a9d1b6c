import { Link, type LinkProps } from '@tanstack/react-router';
import { useState } from 'react';
import { actionIn } from '#rooms/transparency-log/ui/actions/action-in.ts';
import { useLocale, useTranslations } from '../client/language.ts';
import { DateText } from '../kit/DateText.tsx';
import { translateDesk } from '../texts/texts.ts';
import type { News } from './news-data.ts';
import { translateHome } from './texts.ts';

type Line = News['lines'][number];
/** Where each page is. Its ids fill the address; what is left of them goes into the query string. */
const PLACES: Record<Line['page'], (ids: Line['ids']) => Pick<LinkProps, 'to' | 'params' | 'search'>> = {
  round: (params) => ({ to: '/rounds/$roundId', params }),
  participation: (params) => ({ to: '/rounds/$roundId/participations/$participationId', params }),
  return: (params) => ({ to: '/returns/$returnId', params }),
  dossier: (params) => ({ to: '/parties/$partyId', params }),
  outreach: (params) => ({ to: '/outreach/$outreachId', params }),
  letters: () => ({ to: '/outreach' }),
  account: () => ({ to: '/account' }),
  people: (search) => ({ to: '/people', search }),
  rosters: () => ({ to: '/rosters' }),
  readiness: (search) => ({ to: '/readiness', search }),
  retention: () => ({ to: '/retention' }),
  log: () => ({ to: '/log' }),
};

/** News, line by line: what was done, to what, when. Lines that were new when the list was opened stay marked while it is open. */
export function NewsLines({ lines }: Pick<News, 'lines'>) {
  const t = useTranslations(translateHome);
  const desk = useTranslations(translateDesk);
  const locale = useLocale();
  const fresh = useFresh(lines);
  return (
    <ul className="panel task-list news-list">
      {lines.map((line) => {
        const about = [...line.names.map((name) => name[locale]), line.role && desk(`role.${line.role}`)].filter(Boolean).join(' · ');
        return (
          <li key={keyOf(line)}>
            <span className="task-action">
              <Link {...PLACES[line.page](line.ids)}>{sentence(line.kind)}</Link>
              {fresh.has(keyOf(line)) && <b className="news-new">{t('news.new')}</b>}
              <span className="small muted">{about}</span>
            </span>
            <span className="task-due">
              <DateText date={line.at} time />
              {line.count > 1 && <small className="muted">{t('news.times', { n: line.count })}</small>}
            </span>
          </li>
        );
      })}
    </ul>
  );

  function sentence(kind: string): string {
    if (kind === 'letter-received' || kind === 'witness-fault') return t(`news.${kind}`);
    return actionIn(locale, kind);
  }
}

const keyOf = ({ kind, at, page, ids }: Line) => `${kind} ${at} ${page} ${Object.values(ids).join(' ')}`;

// What has been new since the list was opened: seeing a line takes its mark from the answer, not from the page.
function useFresh(lines: readonly Line[]): ReadonlySet<string> {
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const added = lines.filter((line) => line.isNew && !fresh.has(keyOf(line)));
  if (added.length > 0) setFresh(new Set([...fresh, ...added.map(keyOf)]));
  return fresh;
}
