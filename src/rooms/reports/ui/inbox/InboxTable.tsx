import { Link } from '@tanstack/react-router';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { groupByDue } from '../../clocks/due/due.rules.ts';
import type { OpenedReport } from '../worker/protocol.ts';
import { DueNext } from './DueNext.tsx';
import type { InboxItem } from './inbox-data.ts';
import { translateInbox } from './texts.ts';

const KIB = 1024;
// What was said needs the keys, so what shows it is loaded once they are open.
const FirstWords = later(() => import('./words/FirstWords.tsx').then((file) => file.FirstWords), null);

/** Reports that are ticked for one act; null while none is chosen. */
type Selection = {
  readonly chosen: ReadonlyMap<string, InboxItem>;
  readonly tick: (item: InboxItem) => void;
  readonly label: (day: string) => string;
};

/** What the server can see of each report, and next to it what this browser can read. */
export function InboxTable({
  items,
  opened,
  isOpen,
  number,
  hasMore,
  select = null,
}: {
  items: readonly InboxItem[];
  opened: ReadonlyMap<string, OpenedReport>;
  isOpen: boolean;
  number: number;
  hasMore: boolean;
  select?: Selection | null;
}) {
  const t = useTranslations(translateInbox);
  const groups = groupByDue(items, hasMore);
  const rest = items.filter(({ due }) => due === null);
  const row = (item: InboxItem) => (
    <Row key={item.id} item={item} opened={opened.get(item.id)} isOpen={isOpen} number={number} select={select} />
  );
  return (
    <div className="inbox-scroll">
      <table className="inbox">
        <caption className="out-of-sight">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="colgroup" colSpan={4}>
              {t('server-sees')}
            </th>
            <th scope="colgroup" className={isOpen ? 'inbox-open' : 'inbox-locked'}>
              {t(isOpen ? 'readable' : 'readable-later')}
            </th>
          </tr>
          <tr>
            <th scope="col">{t('column.due')}</th>
            <th scope="col">{t('column.came')}</th>
            <th scope="col">{t('column.state')}</th>
            <th scope="col">{t('column.who')}</th>
            <th scope="col">{t('column.words')}</th>
          </tr>
        </thead>
        {groups.map(({ state, rows, isWhole }) => (
          <tbody key={state}>
            <tr className="inbox-group">
              <th scope="rowgroup" colSpan={5}>
                {t(`group.${state}`)} <span className="muted">{t(isWhole ? 'group.n' : 'group.at-least', { n: rows.length })}</span>
              </th>
            </tr>
            {rows.map(row)}
          </tbody>
        ))}
        {rest.length > 0 && <tbody>{rest.map(row)}</tbody>}
      </table>
    </div>
  );
}

function Row({
  item,
  opened,
  isOpen,
  number,
  select,
}: {
  item: InboxItem;
  opened: OpenedReport | undefined;
  isOpen: boolean;
  number: number;
  select: Selection | null;
}) {
  const t = useTranslations(translateInbox);
  const locale = useLocale();
  const { id, day, bytes, state, closedAs, assignedTo, dangerAt, unanswered, due } = item;
  const who = assignedTo === null ? 'who.nobody' : assignedTo === number ? 'who.you' : 'who.other';
  return (
    <tr className={dangerAt === null ? undefined : 'inbox-danger'}>
      <td className="inbox-due">
        {select && (
          <input
            type="checkbox"
            aria-label={select.label(formatDay(locale, day))}
            checked={select.chosen.has(id)}
            onChange={() => select.tick(item)}
          />
        )}
        <DueNext due={due} />
      </td>
      <td>
        <DateText date={day} />
        <small className="muted lines">{t('size', { kib: Math.floor(bytes / KIB) })}</small>
      </td>
      <td>
        {t(`state.${state}`)}
        {dangerAt !== null && <b className="lines">{t('danger')}</b>}
        {closedAs && <small className="muted lines">{t(`choice.${closedAs}`)}</small>}
        {unanswered && <small className="lines">{t('new-message')}</small>}
      </td>
      <td>{t(who, { n: assignedTo ?? 0 })}</td>
      <td className="inbox-words">
        <div>{opened ? <FirstWords opened={opened} /> : <span className="muted">{t(isOpen ? 'opening' : 'locked')}</span>}</div>
        <Link to="/reports/$reportId" params={{ reportId: id }}>
          {t('open')}
          <span className="out-of-sight"> {t('came', { day: formatDay(locale, day) })}</span>
        </Link>
      </td>
    </tr>
  );
}
