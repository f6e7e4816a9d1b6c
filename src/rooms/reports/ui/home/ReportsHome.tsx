import { Link } from '@tanstack/react-router';
import { useTranslations } from '#web/client/language.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { Section } from '#web/kit/Section.tsx';
import { MAX_COUNTED } from '../../desk/counted.ts';
import { translateReportsHome } from './texts.ts';

/** How many reports wait for this reader, of those they can open. */
export default function ReportsHome({ data: { waiting, danger } }: { data: { waiting: number; danger: number } }) {
  const t = useTranslations(translateReportsHome);
  return (
    <Section title={t('title')}>
      <div className="panel home-lead">
        {danger > 0 && (
          <p className="is-late">
            <b>{t('danger', { n: danger })}</b>
          </p>
        )}
        <p>{waiting >= MAX_COUNTED ? t('waiting-many', { n: MAX_COUNTED }) : t('waiting', { n: waiting })}</p>
        <p className="small muted">{t('about')}</p>
        <Link className={buttonClass('main')} to="/reports">
          {t('open')}
        </Link>
      </div>
    </Section>
  );
}
