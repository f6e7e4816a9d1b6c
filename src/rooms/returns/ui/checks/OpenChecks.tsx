import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import type { ReturnView } from '../../return.schema.ts';
import { addressOf } from '../return-words.ts';
import { failedOnScreen, placeOfCheck } from './failed-checks.ts';
import { translateChecks } from './texts.ts';

/** The checks that stop the signature, each with a link to its figures. */
export function OpenChecks({ view }: { view: ReturnView }) {
  const t = useTranslations(translateChecks);
  const locale = useLocale();
  const open = failedOnScreen(view).filter(({ explained }) => !explained);
  if (open.length === 0) return null;
  return (
    <>
      <p>{t('checks.open', { count: open.length })}</p>
      <ul className="return-way">
        {open.map(({ check, sectionId, page }) => (
          <li key={check.id}>
            <Link to="/returns/$returnId" params={{ returnId: view.id }} search={addressOf(sectionId, page)} hash={placeOfCheck(check.id)}>
              {check.message[locale]}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
