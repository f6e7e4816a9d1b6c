import { Link } from '@tanstack/react-router';
import { useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import type { InspectedKind } from '../../access/access.rules.ts';

/** Links to the page of who may see an object and who has. Shown to those who may ask this for the party. */
export function WhoSeesLink({ kind, id, partyId }: { kind: InspectedKind; id: string; partyId: string }) {
  const t = useTranslations(translateDesk);
  const session = useSession();
  if (!can(session, 'people:account-for-access', partyId)) return null;
  return (
    <Link className={`${buttonClass()} no-print`} to="/access" search={{ kind, object: id }}>
      {t('who-sees')}
    </Link>
  );
}
