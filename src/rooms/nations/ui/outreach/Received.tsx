import { useInfiniteQuery } from '@tanstack/react-query';
import { LabelBeside } from '#rooms/parties/ui/LabelBadge.tsx';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { LetterText } from './LetterText.tsx';
import { receivedQuery } from './outreach-data.ts';
import { translateOutreachDesk } from './texts.ts';

/** The letters the reader's nation received, as sent. */
export function Received() {
  const t = useTranslations(translateOutreachDesk);
  const locale = useLocale();
  const list = useInfiniteQuery({ ...receivedQuery, enabled: can(useSession(), 'nations:receive-letters') });
  const letters = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (!list.isEnabled || list.isPending) return null;
  return (
    <Section title={t('received.title')}>
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {letters.length === 0 ? <p className="muted">{t('received.none')}</p> : <p className="small muted">{t('received.reply')}</p>}
      {letters.map((letter) => (
        <details key={letter.id} className="folded panel outreach-letter">
          <summary>
            {letter.writer.name[locale]}, <DateText date={letter.sentOn} />
            <LabelBeside label={letter.label} />
          </summary>
          <LetterText letter={letter} />
        </details>
      ))}
      {list.hasNextPage && (
        <p>
          <Button onClick={() => void list.fetchNextPage()}>{t('list.more')}</Button>
        </p>
      )}
    </Section>
  );
}
