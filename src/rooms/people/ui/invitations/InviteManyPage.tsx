import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LOCALES } from '#kernel/languages.ts';
import { allPartiesQuery } from '#rooms/parties/ui/parties-data.ts';
import { useTranslations, withTexts } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { type InvitedPeople, Letters } from './Letters.tsx';
import { translateInviteMany } from './texts.ts';
import '../people.css';
import './invite-many.css';

// The letters that follow are written in the language of each person.
const InviteForm = later(() => withTexts(import('./InviteForm.tsx'), LOCALES).then((file) => file.InviteForm));

/** Invites many people with one role, each at their party: pasted lines, a preview with the problem of each line, and letters where no mail is sent. */
export default function InviteManyPage() {
  const t = useTranslations(translateInviteMany);
  const session = useSession();
  const may = can(session, 'people:appoint');
  const parties = useQuery({ ...allPartiesQuery(), enabled: may });
  const [done, setDone] = useState<InvitedPeople | null>(null);
  return (
    <>
      <div className={done === null ? undefined : 'no-print'}>
        <PageHead title={t('title')} meta={t('meta')} help={[t('help-1'), t('help-2'), t('help-3'), t('help-4')]} />
      </div>
      {!may && <Empty>{t('not-yours')}</Empty>}
      {parties.isLoading && <Skeleton rows={6} />}
      {parties.error && <ProblemNote error={parties.error} retry={() => void parties.refetch()} />}
      {parties.data && done === null && <InviteForm parties={parties.data} done={setDone} />}
      {done !== null && <Letters {...done} />}
    </>
  );
}
