import { useState } from 'react';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useAddress } from '#web/client/address.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { GRADES } from '../../reviews.rules.ts';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { FindingCard } from './FindingCard.tsx';

const FindingForm = later(() => import('./FindingForm.tsx').then((file) => file.FindingForm));

/** Findings of a participation, strongest grade first; withdrawn ones are listed at the end. `?obligation=` opens a new one about that obligation. */
export function FindingsPlace({ participation, edition }: { participation: ParticipationView; edition: EditionData }) {
  const t = useTranslations(translateReviewForms);
  const [{ obligation }, change] = useAddress();
  const [writing, setWriting] = useState(false);
  const mayFind = participation.actions.includes('find');
  const open = mayFind && (writing || obligation !== undefined);
  const rank = (state: string, grade: (typeof GRADES)[number]) => (state === 'withdrawn' ? 9 : GRADES.indexOf(grade));
  const findings = participation.findings.toSorted((a, b) => rank(a.state, a.grade) - rank(b.state, b.grade));
  return (
    <>
      <h2 className="clause-title">{t('nav.findings')}</h2>
      {open ? (
        <FindingForm
          key={obligation}
          participation={participation}
          edition={edition}
          obligation={obligation}
          done={() => {
            setWriting(false);
            change({ obligation: '' });
          }}
        />
      ) : (
        mayFind && (
          <p className="no-print">
            <Button onClick={() => setWriting(true)}>{t('finding.new')}</Button>
          </p>
        )
      )}
      {findings.length === 0 && !open && <Empty>{t(mayFind ? 'finding.none-yet' : 'finding.none')}</Empty>}
      {findings.map((finding) => (
        <FindingCard key={finding.id} finding={finding} participation={participation} edition={edition} />
      ))}
    </>
  );
}
