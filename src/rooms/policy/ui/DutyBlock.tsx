import { Link } from '@tanstack/react-router';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { markedNumber } from '../duty-number.rules.ts';
import type { EditionData, Obligation } from '../policy.schema.ts';
import { Origins, ReconstructedBadge, StrengthChip } from './Badges.tsx';
import { usePolicyWords } from './policy-words.ts';

/** One obligation of a clause: what it asks, of whom, how often, what shows that it is met, and what breaches it. */
export function DutyBlock({ duty, edition }: { duty: Obligation; edition: EditionData }) {
  const words = usePolicyWords();
  const { say, locale } = words;
  const kinds = duty.evidence.kinds.map((id) => edition.evidenceKinds.find((kind) => kind.id === id)?.title[locale] ?? id);
  const fresh = edition.parameters.find((parameter) => parameter.id === duty.freshness);
  const facts = [
    { key: 'owners', name: say('ui.owners'), value: words.owners(duty.owners) },
    { key: 'action', name: say('ui.action'), value: duty.action[locale] },
    {
      key: 'evidence',
      name: say('ui.evidence'),
      value: say(duty.evidence.needs === 'all' && kinds.length > 1 ? 'ui.evidence-all' : 'ui.evidence-any', {
        kinds: kinds.join(', '),
        n: kinds.length,
      }),
    },
    { key: 'when', name: say('ui.recurrence'), value: duty.recurrence[locale] },
    { key: 'fresh', name: say('ui.fresh'), value: fresh === undefined ? say('ui.fresh-always') : words.value(fresh) },
    { key: 'breach', name: say('ui.breach'), value: duty.breach === null ? say('ui.breach-none') : duty.breach[locale] },
    { key: 'origin', name: say('ui.origin-name'), value: <Origins tags={duty.origin} /> },
    ...(duty.confidence === undefined ? [] : [{ key: 'confidence', name: say('ui.confidence'), value: words.confidence(duty.confidence) }]),
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
          {say('ui.who-keeps-duty', { duty: markedNumber(edition, duty.id) })}
        </Link>
      </p>
    </article>
  );
}
