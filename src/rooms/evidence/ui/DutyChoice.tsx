import type { UseFormRegisterReturn } from 'react-hook-form';
import { markedNumber } from '#rooms/policy/duty-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { usePolicyWords } from '#rooms/policy/ui/policy-words.ts';
import { useTranslations } from '#web/client/language.ts';
import { FieldError, FieldHint } from '#web/kit/fields/FieldFrame.tsx';
import { translateEvidenceDesk } from './texts.ts';

/** Checkboxes for the obligations of an evidence item, grouped by clause. Clauses with a ticked obligation are open. */
export function DutyChoice({
  edition,
  label,
  error,
  chosen,
  field,
}: {
  edition: EditionData;
  label: string;
  error: string | undefined;
  chosen: readonly string[];
  field: UseFormRegisterReturn;
}) {
  const t = useTranslations(translateEvidenceDesk);
  const words = usePolicyWords();
  return (
    <fieldset className="field duty-choice" aria-describedby="obligationIds-hint" id="obligationIds" tabIndex={-1}>
      <legend className="label">{label}</legend>
      <FieldHint id="obligationIds">{t('duties.hint')}</FieldHint>
      <div className="duty-groups">
        {edition.columns.map((clauseId) => {
          const clause = edition.clauses.find((one) => one.id === clauseId)!;
          const duties = edition.obligations.filter((duty) => duty.clause === clauseId);
          const count = duties.filter((duty) => chosen.includes(duty.id)).length;
          return (
            <details key={clauseId} open={count > 0 || undefined}>
              <summary>
                {words.clause(clauseId)}
                {clause.reconstructed && <sup>†</sup>} <span className="muted">{clause.short[words.locale]}</span>
                {count > 0 && <b> {t('duties.ticked', { n: count })}</b>}
              </summary>
              {duties.map((duty) => (
                <label key={duty.id}>
                  <input type="checkbox" value={duty.id} {...field} />
                  <span>
                    {markedNumber(edition, duty.id)} {duty.title[words.locale]}
                  </span>
                </label>
              ))}
            </details>
          );
        })}
      </div>
      <FieldError id="obligationIds">{error}</FieldError>
    </fieldset>
  );
}
