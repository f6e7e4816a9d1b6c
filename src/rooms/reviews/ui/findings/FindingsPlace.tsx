import { useState } from 'react';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useAddress } from '#web/client/address.ts';
import { useSay } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { GRADES } from '../../reviews.rules.ts';
import type { PartView } from '../../views/participation-view.schema.ts';
import { sayReviewForms } from '../forms/texts.ts';
import { FindingCard } from './FindingCard.tsx';

const FindingForm = later(() => import('./FindingForm.tsx').then((file) => file.FindingForm));

/** Findings of a part, the strongest grade first; withdrawn ones stay readable at the end. `?duty=` opens a new one about that duty. */
export function FindingsPlace({ part, edition }: { part: PartView; edition: EditionData }) {
  const t = useSay(sayReviewForms);
  const [{ duty }, change] = useAddress();
  const [writing, setWriting] = useState(false);
  const mayFind = part.may.includes('find');
  const open = mayFind && (writing || duty !== undefined);
  const rank = (state: string, grade: (typeof GRADES)[number]) => (state === 'withdrawn' ? 9 : GRADES.indexOf(grade));
  const findings = part.findings.toSorted((a, b) => rank(a.state, a.grade) - rank(b.state, b.grade));
  return (
    <>
      <h2 className="clause-title">{t('nav.findings')}</h2>
      {open ? (
        <FindingForm
          key={duty}
          part={part}
          edition={edition}
          duty={duty}
          done={() => {
            setWriting(false);
            change({ duty: '' });
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
        <FindingCard key={finding.id} finding={finding} part={part} edition={edition} />
      ))}
    </>
  );
}
