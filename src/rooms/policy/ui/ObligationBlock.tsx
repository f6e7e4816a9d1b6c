import { Link } from '@tanstack/react-router';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { numberWithDagger } from '../obligation-number.rules.ts';
import type { EditionData, Obligation } from '../policy.schema.ts';
import { Origins, ReconstructedBadge, StrengthChip } from './Badges.tsx';
import { usePolicyWords } from './policy-words.ts';

/** One obligation of a clause: what it asks, of whom, how often, what shows that it is met, and what breaches it. */
export function ObligationBlock({ obligation, edition }: { obligation: Obligation; edition: EditionData }) {
  const words = usePolicyWords();
  const { t, locale } = words;
  const kinds = obligation.evidence.kinds.map((id) => edition.evidenceKinds.find((kind) => kind.id === id)?.title[locale] ?? id);
  const fresh = edition.parameters.find((parameter) => parameter.id === obligation.freshness);
  const facts = [
    { key: 'owners', name: t('ui.owners'), value: words.owners(obligation.owners) },
    { key: 'action', name: t('ui.action'), value: obligation.action[locale] },
    {
      key: 'evidence',
      name: t('ui.evidence'),
      value: t(obligation.evidence.needs === 'all' && kinds.length > 1 ? 'ui.evidence-all' : 'ui.evidence-any', {
        kinds: kinds.join(', '),
        n: kinds.length,
      }),
    },
    { key: 'when', name: t('ui.recurrence'), value: obligation.recurrence[locale] },
    { key: 'fresh', name: t('ui.fresh'), value: fresh === undefined ? t('ui.fresh-always') : words.value(fresh) },
    { key: 'breach', name: t('ui.breach'), value: obligation.breach === null ? t('ui.breach-none') : obligation.breach[locale] },
    { key: 'origin', name: t('ui.origin-name'), value: <Origins tags={obligation.origin} /> },
    ...(obligation.confidence === undefined
      ? []
      : [{ key: 'confidence', name: t('ui.confidence'), value: words.confidence(obligation.confidence) }]),
  ];
  return (
    <article className="policy-obligation" id={obligation.id}>
      <h3>
        <span className="muted">{numberWithDagger(edition, obligation.id)}</span> {obligation.title[locale]}
      </h3>
      <p className="policy-chips">
        <StrengthChip strength={obligation.strength} />
        {obligation.reconstructed && <ReconstructedBadge />}
      </p>
      <p className="policy-text">{obligation.statement[locale]}</p>
      <KeyValues items={facts} />
      <p className="small no-print">
        <Link to="/compliance" search={{ clause: obligation.clause, open: obligation.clause }}>
          {t('ui.who-keeps-obligation', { obligation: numberWithDagger(edition, obligation.id) })}
        </Link>
      </p>
    </article>
  );
}
