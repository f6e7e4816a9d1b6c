import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { readPublishedFile } from '#web/client/log/published-log.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Sending } from '#web/kit/ProgressBar.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { LogState } from '../../log.schema.ts';
import { translateLog } from '../../texts.ts';
import { type PublishedVerdict, verifyPublished } from './verify-published.ts';

const NOT_CHECKED = ['key', 'content', 'later', 'program'] as const;

/** Answers the inspector's question on this computer: reads the published files and recomputes every hash. */
export function VerifySection({ state }: { state: LogState }) {
  const t = useTranslations(translateLog);
  const [share, setShare] = useState(0);
  const check = useMutation({
    mutationFn: () => verifyPublished(readPublishedFile, { keys: vkeysOf(state.keys), witnesses: vkeysOf(state.witnesses) }, setShare),
  });
  return (
    <Section title={t('ui.verify')} side={t('ui.verify-side')}>
      <div role="status">
        {check.isPending && <Sending share={share} words={t('ui.verify-running')} />}
        {check.data === null && <p className="note">{t('ui.verify-elsewhere')}</p>}
        {check.data && <Verdict verdict={check.data} />}
      </div>
      {check.error && <ProblemNote error={check.error} />}
      <p className="no-print log-action">
        <Button kind="main" waiting={check.isPending} onClick={() => check.mutate()}>
          {check.data ? t('ui.verify-again') : t('ui.verify-start')}
        </Button>
      </p>
    </Section>
  );
}

function Verdict({ verdict: { size, day, days, witnesses, signatures, fault } }: { verdict: PublishedVerdict }) {
  const t = useTranslations(translateLog);
  const locale = useLocale();
  if (fault !== null) {
    const at = fault.kind === 'signature' || fault.kind === 'root' ? formatDay(locale, fault.at) : fault.at;
    return (
      <div className="note problem log-verdict">
        <p>
          <b>{t(`ui.verify-bad-${fault.kind}`, { at })}</b>
        </p>
        <p>{t('ui.verify-bad-next')}</p>
      </div>
    );
  }
  const values = { size, day: formatDay(locale, day), days };
  return (
    <div className="note log-verdict">
      <p>
        <b>{signatures ? t('ui.verify-good', values) : t('ui.verify-unsigned', values)}</b>
      </p>
      <p>{t('ui.verify-witnesses', { n: witnesses })}</p>
      <p>{t('ui.verify-not')}</p>
      <ul>
        {NOT_CHECKED.map((what) => (
          <li key={what}>
            {t(`ui.verify-not-${what}`)} {what === 'program' && <a href="/log">{t('ui.verify-page')}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}

const vkeysOf = (all: readonly { vkey: string }[]) => all.map(({ vkey }) => vkey);
