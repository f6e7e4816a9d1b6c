import './checks.css';
import { useLocale, useTranslations } from '#web/client/language.ts';
import type { ReturnView } from '../../return.schema.ts';
import type { VersionView } from '../../versions/version.schema.ts';
import { figuresWords } from './failed-checks.ts';
import { translateChecks } from './texts.ts';

/** Figures of a submitted section that did not agree, with the party's explanation. */
export function SubmittedChecks({ view, checks }: { view: ReturnView; checks: VersionView['sections'][number]['checks'] }) {
  const t = useTranslations(translateChecks);
  const locale = useLocale();
  if (checks.length === 0) return null;
  return (
    <section className="panel return-checks" aria-label={t('checks.submitted')}>
      <h3>{t('checks.submitted')}</h3>
      {checks.map((one) => {
        const check = view.checks.find((row) => row.check.id === one.id)?.check;
        return (
          <div className="return-check" key={one.id}>
            <p>
              {check?.message[locale] ?? one.id} <b>{figuresWords(t, locale, check?.against === 'measured', one)}</b>
            </p>
            <p className="small prose">{one.explanation}</p>
          </div>
        );
      })}
    </section>
  );
}
