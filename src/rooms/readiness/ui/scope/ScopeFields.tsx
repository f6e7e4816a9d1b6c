import { collator } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import type { BoardScopes } from '../../board/board.schema.ts';
import { translateScope } from './texts.ts';

/** Whose people, in the order of their names, and on which day. Both are in the address. */
export function ScopeFields({
  scopes,
  scopeId,
  day,
  change,
}: {
  scopes: BoardScopes['scopes'];
  scopeId: string;
  day?: string;
  change: (next: Record<string, string>) => void;
}) {
  const t = useTranslations(translateScope);
  const locale = useLocale();
  const compare = collator(locale);
  return (
    <div className="readiness-fields no-print">
      {scopes.length > 1 && (
        <SelectField label={t('scope')} value={scopeId} onChange={(event) => change({ scope: event.target.value })}>
          {scopes
            .toSorted((a, b) => compare(a.name[locale], b.name[locale]))
            .map((scope) => (
              <option key={scope.id} value={scope.id}>
                {scope.name[locale]}
              </option>
            ))}
        </SelectField>
      )}
      {day !== undefined && (
        <TextField label={t('ready-on')} type="date" value={day} onChange={(event) => change({ day: event.target.value })} />
      )}
    </div>
  );
}
