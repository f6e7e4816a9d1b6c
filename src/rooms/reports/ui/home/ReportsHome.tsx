import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { useTranslations } from '#web/client/language.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { Section } from '#web/kit/Section.tsx';
import { MAX_COUNTED } from '../../clocks/due/counted.ts';
import type { WaitingReports } from '../../desk/desk.schema.ts';
import { translateReportsHome } from './texts.ts';

/** How many reports wait for this reader and how many are due, of those they can open. */
export default function ReportsHome({ data }: { data: z.infer<typeof WaitingReports> & { channels: number } }) {
  const t = useTranslations(translateReportsHome);
  const { waiting, danger, due, overdue, channels } = data;
  const dueWords = due >= MAX_COUNTED ? t('due-many', { n: MAX_COUNTED }) : t('due', { n: due });
  return (
    <Section title={t('title')}>
      <div className="panel home-lead">
        {danger > 0 && (
          <p className="is-late">
            <b>{t('danger', { n: danger })}</b>
          </p>
        )}
        <p>{waiting >= MAX_COUNTED ? t('waiting-many', { n: MAX_COUNTED }) : t('waiting', { n: waiting })}</p>
        <p>
          {due === 0 && dueWords}
          {due > 0 && channels === 1 && (
            <Link to="/reports" search={{ show: 'due' }}>
              {dueWords}
            </Link>
          )}
          {due > 0 && channels > 1 && <Link to="/tasks">{dueWords}</Link>}{' '}
          {overdue > 0 && overdue < MAX_COUNTED && <b className="is-late">{t('overdue', { n: overdue })}</b>}
        </p>
        <p className="small muted">{t('about')}</p>
        <p className="tools">
          <Link className={buttonClass('main')} to="/reports">
            {t('open')}
          </Link>{' '}
          <a className={buttonClass('plain')} href="/desk/watch" target="_blank" rel="noopener">
            {t('watch')}
          </a>
        </p>
      </div>
    </Section>
  );
}
