import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { LogHome as Data } from '../../log.schema.ts';
import { translateLogHome } from './texts.ts';

/** Whether the log is published and witnessed. What was not checked is said: the program cannot verify itself. */
export default function LogHome({ data: { size, published, witnessing, witnessedUpTo, witnesses, late } }: { data: Data }) {
  const t = useTranslations(translateLogHome);
  const locale = useLocale();
  return (
    <Section title={t('title')}>
      <div className="panel home-lead">
        <p className={late > 0 ? 'is-late' : undefined}>
          <b>{t(`state.${witnessing}`)}</b>
        </p>
        <KeyValues
          across
          items={[
            { key: 'published', name: t('published'), value: published ? <DateText date={published.day} /> : t('never') },
            { key: 'size', name: t('size'), value: new Intl.NumberFormat(locale).format(size) },
            { key: 'witnesses', name: t('witnesses'), value: witnesses },
            { key: 'witnessed', name: t('witnessed'), value: witnessedUpTo ? <DateText date={witnessedUpTo} time /> : t('not-witnessed') },
          ]}
        />
        <p className="small muted">{t('verify')}</p>
        <Link className={buttonClass('main')} to="/log">
          {t('open')}
        </Link>
      </div>
    </Section>
  );
}
