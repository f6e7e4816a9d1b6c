import { ORIGIN_TAGS } from '../origin-tags.rules.ts';
import type { OriginTag, Strength } from '../policy.schema.ts';
import { usePolicyWords } from './policy-words.ts';

/** How strongly a clause or obligation binds, as a word: strengths are different promises and have no colour. */
export function StrengthChip({ strength }: { strength: Strength }) {
  const words = usePolicyWords();
  return <span className="chip word">{words.strength(strength)}</span>;
}

/** Marks a text that is not the official one. */
export function ReconstructedBadge() {
  const words = usePolicyWords();
  return <span className="chip is-partly-met">† {words.reconstructed}</span>;
}

/** Where a statement comes from: the letters of the policy file, in words. */
export function Origins({ tags }: { tags: readonly OriginTag[] }) {
  const { t } = usePolicyWords();
  return <>{tags.map((tag) => t('ui.origin', { tag, words: t(`ui.origin.${tag}`) })).join(' ')}</>;
}

/** The meaning of each origin letter. */
export function OriginLegend() {
  const { t } = usePolicyWords();
  return (
    <dl className="policy-origins">
      {ORIGIN_TAGS.map((tag) => (
        <div key={tag}>
          <dt>{tag}</dt>
          <dd>{t(`ui.origin.${tag}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
