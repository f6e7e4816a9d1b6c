import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { ReturnView } from '../../return.schema.ts';
import { useReturnWrite } from '../returns-data.ts';
import { translateRelease } from './texts.ts';

/** Whether the public may know that the party returned, and what of it is public. A signer decides this and can revoke it at once. */
export function PublicStatus({ view }: { view: ReturnView }) {
  const t = useTranslations(translateRelease);
  const session = useSession();
  const show = useReturnWrite((shown: boolean, key) => send('PUT /returns/:returnId/public-status', { returnId: view.id, shown }, key));
  const shown = view.statusPublic;
  return (
    <>
      <p className="small muted">
        {t(shown ? 'public-status.shown' : 'public-status.hidden')} <a href="/returns">{t('public-status.page')}</a>
      </p>
      {can(session, 'returns:sign', view.party.id) && (
        <p>
          <Button waiting={show.isPending} onClick={() => show.mutate(!shown)}>
            {t(shown ? 'public-status.hide' : 'public-status.show')}
          </Button>
        </p>
      )}
      {show.error && <ProblemNote error={show.error} />}
    </>
  );
}
