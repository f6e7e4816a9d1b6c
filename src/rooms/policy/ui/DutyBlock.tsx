import { Link } from '@tanstack/react-router';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { markedNumber } from '../duty-number.rules.ts';
import type { EditionData, Obligation } from '../policy.schema.ts';
import { Origins, ReconstructedBadge, StrengthChip } from './Badges.tsx';
import { usePolicyWords } from './policy-words.ts';

/** One obligation of a clause: what it asks, of whom, how often, what shows that it is met, and what breaches it. */
export function DutyBlock({ duty, edition }: { duty: Obligation; edition: EditionData }) {
  const words = usePolicyWords();
  const { t, locale } = words;
  const kinds = duty.evidence.kinds.map((id) => edition.evidenceKinds.find((kind) => kind.id === id)?.title[locale] ?? id);
  const fresh = edition.parameters.find((parameter) => parameter.id === duty.freshness);
  const facts = [
    { key: 'owners', name: t('ui.owners'), value: words.owners(duty.owners) },
    { key: 'action', name: t('ui.action'), value: duty.action[locale] },
    {
      key: 'evidence',
      name: t('ui.evidence'),
      value: t(duty.evidence.needs === 'all' && kinds.length > 1 ? 'ui.evidence-all' : 'ui.evidence-any', {
        kinds: kinds.join(', '),
        n: kinds.length,
      }),
    },
    { key: 'when', name: t('ui.recurrence'), value: duty.recurrence[locale] },
    { key: 'fresh', name: t('ui.fresh'), value: fresh === undefined ? t('ui.fresh-always') : words.value(fresh) },
    { key: 'breach', name: t('ui.breach'), value: duty.breach === null ? t('ui.breach-none') : duty.breach[locale] },
    { key: 'origin', name: t('ui.origin-name'), value: <Origins tags={duty.origin} /> },
    ...(duty.confidence === undefined ? [] : [{ key: 'confidence', name: t('ui.confidence'), value: words.confidence(duty.confidence) }]),
  ];
  return (
    <article className="policy-duty" id={duty.id}>
      <h3>
        <span className="muted">{markedNumber(edition, duty.id)}</span> {duty.title[locale]}
      </h3>
      <p className="policy-chips">
        <StrengthChip strength={duty.strength} />
        {duty.reconstructed && <ReconstructedBadge />}
      </p>
      <p className="policy-text">{duty.statement[locale]}</p>
      <KeyValues items={facts} />
      <p className="small no-print">
        <Link to="/compliance" search={{ clause: duty.clause, open: duty.clause }}>
          {t('ui.who-keeps-duty', { duty: markedNumber(edition, duty.id) })}
        </Link>
      </p>
    </article>
  );
}
