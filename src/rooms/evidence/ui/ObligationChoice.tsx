import type { UseFormRegisterReturn } from 'react-hook-form';
import { numberWithDagger } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { usePolicyWords } from '#rooms/policy/ui/policy-words.ts';
import { useTranslations } from '#web/client/language.ts';
import { FieldError, FieldHint } from '#web/kit/fields/FieldFrame.tsx';
import { translateEvidenceDesk } from './texts.ts';

/** Checkboxes for the obligations of an evidence item, grouped by clause. Clauses with a ticked obligation are open. */
export function ObligationChoice({
  edition,
  label,
  isMissing,
  chosen,
  field,
}: {
  edition: EditionData;
  label: string;
  isMissing: boolean;
  chosen: readonly string[];
  field: UseFormRegisterReturn;
}) {
  const t = useTranslations(translateEvidenceDesk);
  const words = usePolicyWords();
  return (
    <fieldset className="field obligation-choice" aria-describedby="obligationIds-hint" id="obligationIds" tabIndex={-1}>
      <legend className="label">{label}</legend>
      <FieldHint id="obligationIds">{t('obligations.hint')}</FieldHint>
      <div className="obligation-groups">
        {edition.columns.map((clauseId) => {
          const clause = edition.clauses.find((one) => one.id === clauseId)!;
          const obligations = edition.obligations.filter((obligation) => obligation.clause === clauseId);
          const count = obligations.filter((obligation) => chosen.includes(obligation.id)).length;
          return (
            <details key={clauseId} open={count > 0 || undefined}>
              <summary>
                {words.clause(clauseId)}
                {clause.reconstructed && <sup>†</sup>} <span className="muted">{clause.short[words.locale]}</span>
                {count > 0 && <b> {t('obligations.ticked', { n: count })}</b>}
              </summary>
              {obligations.map((obligation) => (
                <label key={obligation.id}>
                  <input type="checkbox" value={obligation.id} {...field} />
                  <span>
                    {numberWithDagger(edition, obligation.id)} {obligation.title[words.locale]}
                  </span>
                </label>
              ))}
            </details>
          );
        })}
      </div>
      <FieldError id="obligationIds">{isMissing ? t('obligations-needed') : undefined}</FieldError>
    </fieldset>
  );
}
