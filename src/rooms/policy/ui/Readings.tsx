import { Link } from '@tanstack/react-router';
import { daggerOf } from '../obligation-number.rules.ts';
import type { EditionData, Reading } from '../policy.schema.ts';
import { usePolicyWords } from './policy-words.ts';

/** How this edition reads the places where the policy leaves a question open. `linked` names the clauses of each. */
export function Readings({ readings, edition, linked = false }: { readings: readonly Reading[]; edition: EditionData; linked?: boolean }) {
  const { locale, clause } = usePolicyWords();
  return (
    <dl className="policy-readings">
      {readings.map((reading) => (
        <div key={reading.id}>
          <dt>{reading.question[locale]}</dt>
          <dd>
            {reading.answer[locale]}
            {linked && (
              <span className="small">
                {reading.clauses.map((id) => (
                  <Link key={id} to="/clauses/$clauseId" params={{ clauseId: id }}>
                    {clause(id)}
                    {daggerOf(edition, id)}
                  </Link>
                ))}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
