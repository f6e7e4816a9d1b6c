import { Link, type LinkProps } from '@tanstack/react-router';
import { actionIn } from '#rooms/transparency-log/ui/actions/action-in.ts';
import { useLocale, useTranslations } from '../client/language.ts';
import { DateText } from '../kit/DateText.tsx';
import { translateDesk } from '../texts/texts.ts';
import { keyOfLine, type News } from './news-data.ts';
import { translateHome } from './texts.ts';

type Line = News['lines'][number];
/** Where each page is. Its ids fill the address; what is left of them goes into the query string. */
const PLACES: Record<Line['page'], (ids: Line['ids']) => Pick<LinkProps, 'to' | 'params' | 'search'>> = {
  round: (params) => ({ to: '/rounds/$roundId', params }),
  participation: (params) => ({ to: '/rounds/$roundId/participations/$participationId', params }),
  return: (params) => ({ to: '/returns/$returnId', params }),
  dossier: (params) => ({ to: '/parties/$partyId', params }),
  'evidence-item': (params) => ({ to: '/evidence/$itemId', params }),
  outreach: (params) => ({ to: '/outreach/$outreachId', params }),
  letters: () => ({ to: '/outreach' }),
  account: () => ({ to: '/account' }),
  people: (search) => ({ to: '/people', search }),
  rosters: () => ({ to: '/rosters' }),
  readiness: (search) => ({ to: '/readiness', search }),
  retention: () => ({ to: '/retention' }),
  log: () => ({ to: '/log' }),
  'contract-firms': (params) => ({ to: '/contracts/$contractId/firms', params }),
};

/** News, line by line: what was done, to what, when. `fresh`: the lines that are marked as new. */
export function NewsLines({ lines, fresh }: Pick<News, 'lines'> & { fresh: ReadonlySet<string> }) {
  const t = useTranslations(translateHome);
  const desk = useTranslations(translateDesk);
  const locale = useLocale();
  return (
    <ul className="panel home-list news-list">
      {lines.map((line) => {
        const about = [...line.names.map((name) => name[locale]), line.role && desk(`role.${line.role}`)].filter(Boolean).join(', ');
        const what = sentence(line.kind);
        return (
          <li key={keyOfLine(line)}>
            <span>
              <Link {...PLACES[line.page](line.ids)}>{about === '' ? what : desk('task.of', { task: what, object: about })}</Link>
              <span className="small muted">
                {fresh.has(keyOfLine(line)) && (
                  <>
                    <b>{t('news.new')}</b>
                    {' · '}
                  </>
                )}
                <DateText date={line.at.slice(0, 10)} />
                {line.count > 1 && ` · ${t('news.times', { n: line.count })}`}
              </span>
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
