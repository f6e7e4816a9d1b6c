import { useState } from 'react';
import { newId } from '#kernel/ids.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { Problem } from '#web/client/problem.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { MadeSlip } from './classes-data.ts';
import { sayTrainingDesk } from './texts.ts';

/** Slips just made, with their PINs: shown until the page is left, printed from here, kept nowhere. */
export function MadeSlips({ classId, code, slips }: { classId: string; code: string; slips: readonly MadeSlip[] }) {
  const say = useSay(sayTrainingDesk);
  const locale = useLocale();
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<unknown>();
  const print = async () => {
    setWaiting(true);
    setError(undefined);
    try {
      const answer = await fetch(`/desk/api/training/classes/${classId}/slips/sheet`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': newId(), 'accept-language': locale },
        body: JSON.stringify({ slips, language: locale }),
      });
      if (!answer.ok) throw new Problem(answer.status, (await answer.json()) as Record<string, unknown>);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = `slips-${code}.pdf`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (cause) {
      setError(cause);
    } finally {
      setWaiting(false);
    }
  };
  return (
    <Section title={say('slips.made', { count: slips.length })}>
      <p className="note">{say('slips.once')}</p>
      <ul className="made-slips">
        {slips.map(({ number, pin }) => (
          <li key={number}>
            <b>{number}</b> <span>{pin}</span>
          </li>
        ))}
      </ul>
      <p className="no-print">
        <Button kind="main" onClick={() => void print()} waiting={waiting}>
          {say('slips.print')}
        </Button>
      </p>
      {error !== undefined && <ProblemNote error={error} />}
    </Section>
  );
}
