import '../classes.css';
import { useState } from 'react';
import type { z } from 'zod';
import { newId } from '#kernel/ids.ts';
import { fileAddress } from '#web/client/api.ts';
import { saveFile } from '#web/client/files/file.ts';
import { inParts } from '#web/client/in-parts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { StillWorking } from '#web/kit/ProgressBar.tsx';
import { Section } from '#web/kit/Section.tsx';
import { MAX_SLIPS } from '../../classes/class.rules.ts';
import type { PrintAccessSlips } from '../../classes/class.schema.ts';
import type { NewAccessSlip } from '../classes-data.ts';
import { translateLearningDesk } from '../texts.ts';

/** New access slips with their PINs: shown until the reader leaves the page, printed from here in sheets of `MAX_SLIPS`, stored nowhere. */
export function NewAccessSlips({ classId, code, accessSlips }: { classId: string; code: string; accessSlips: readonly NewAccessSlip[] }) {
  const t = useTranslations(translateLearningDesk);
  const locale = useLocale();
  const [waiting, setWaiting] = useState<string>();
  const [error, setError] = useState<unknown>();
  const print = async (slips: readonly NewAccessSlip[]) => {
    setWaiting(slips[0]!.number);
    setError(undefined);
    try {
      await saveFile(fileAddress('/training/classes/:classId/access-slips/sheet', { classId }), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': newId() },
        body: JSON.stringify({ accessSlips: [...slips], language: locale } satisfies z.input<typeof PrintAccessSlips>),
        name: `access-slips-${code}.pdf`,
      });
    } catch (cause) {
      setError(cause);
    } finally {
      setWaiting(undefined);
    }
  };
  return (
    <Section title={t('access-slips.made', { count: accessSlips.length })}>
      <p className="note">{t('access-slips.once')}</p>
      <ul className="made-access-slips">
        {accessSlips.map(({ number, pin }) => (
          <li key={number}>
            <b>{number}</b> <span>{pin}</span>
          </li>
        ))}
      </ul>
      <p className="no-print access-slip-sheets">
        {inParts(accessSlips, MAX_SLIPS).map((slips, _, { length }) => {
          const [from, to] = [slips[0]!.number, slips.at(-1)!.number];
          return (
            <Button key={from} kind="main" onClick={() => void print(slips)} waiting={waiting === from}>
              {length === 1 ? t('access-slips.print') : t('access-slips.print-part', { from, to })}
            </Button>
          );
        })}
      </p>
      <StillWorking on={waiting !== undefined} />
      {error !== undefined && <ProblemNote error={error} />}
    </Section>
  );
}
