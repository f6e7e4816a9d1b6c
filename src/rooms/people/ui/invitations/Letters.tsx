import type { z } from 'zod';
import type { Role } from '#kernel/roles.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import type { InvitedMany } from '../../people.schema.ts';
import type { InvitationLine } from './invitation-lines.rules.ts';
import { translateInviteMany } from './texts.ts';

/** What the server answered, with the lines it was sent. */
export type InvitedPeople = { answer: z.output<typeof InvitedMany>; lines: readonly InvitationLine[]; role: Role };

/** What became of the invitations. Where no mail is sent: a letter for each person in their own language, one a page on paper. */
export function Letters({ answer: { invited, mailed, links, expiresInDays }, lines, role }: InvitedPeople) {
  const t = useTranslations(translateInviteMany);
  if (mailed) return <p className="note">{t('mailed', { n: invited })}</p>;
  if (links.length === 0) return <p className="note problem">{t('lost')}</p>;
  return (
    <>
      <div className="note no-print">
        <p>{t('letters', { n: invited })}</p>
        <p>
          <Button kind="main" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </p>
      </div>
      {links.map(({ personId, token }, at) => {
        const { name, party, language } = lines[at]!;
        const say = (key: Parameters<typeof translateInviteMany>[1], values?: Record<string, string | number>) =>
          translateInviteMany(language, key, values);
        return (
          <article key={personId} className="letter" lang={language}>
            <h2>{say('letter-title')}</h2>
            <p>
              <b>{say('letter-hello', { name, party: party!.name[language] })}</b>
            </p>
            <p>{say('letter-says', { role: translateDesk(language, `role.${role}`) })}</p>
            <p className="letter-link">{`${location.origin}/desk/invitation/${token}`}</p>
            <p>
              {say('letter-until', { days: expiresInDays })} {say('letter-safe')}
            </p>
          </article>
        );
      })}
    </>
  );
}
