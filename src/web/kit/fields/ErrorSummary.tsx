import { useTranslations } from '../../client/language.ts';
import { translateDesk } from '../../texts/texts.ts';
import { StatusGlyph } from '../status/StatusMark.tsx';
import type { Faults } from './faults.ts';

/** The list of invalid fields at the top of a form; each entry links to its field. Empty where all fields are valid. */
export function ErrorSummary({ faults: { list, general } }: { faults: Faults }) {
  const t = useTranslations(translateDesk);
  if (list.length === 0 && general === undefined) return null;
  return (
    <div className="summary" role="alert">
      <p className="error">
        <StatusGlyph status="not-met" />
        {general ?? t('form.errors', { n: list.length })}
      </p>
      {list.length > 0 && (
        <ul>
          {list.map(({ id, message }) => (
            <li key={id}>
              <a
                href={`#${id}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(id)?.focus();
                }}
              >
                {message}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
