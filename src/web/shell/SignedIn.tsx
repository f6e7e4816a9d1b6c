import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { send } from '../client/api.ts';
import { preservingDeviceKeys } from '../client/device.ts';
import { useLocale, useTranslations } from '../client/language.ts';
import { useSession } from '../client/session.ts';
import { useWrite } from '../client/write.ts';
import { HelpButton } from '../kit/Help.tsx';
import { ProblemNote } from '../kit/notes/ProblemNote.tsx';
import { useKeptFirst } from '../sign-out/use-kept-first.tsx';
import { translateDesk } from '../texts/texts.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';

/** The signed-in person, their roles, and their own menu: language, help, signing out. */
export function SignedIn() {
  const t = useTranslations(translateDesk);
  const locale = useLocale();
  const { person, grants } = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [options] = useState(() => queries.getDefaultOptions());
  const leave = async (_: undefined, key: string) => {
    // Queries in progress would be answered for no person, and so would those of parts that load only now; if signing out fails, they run again.
    queries.setDefaultOptions({ ...options, queries: { ...options.queries, enabled: false } });
    await queries.cancelQueries();
    try {
      return await preservingDeviceKeys(() => send('DELETE /session', {}, key));
    } catch (error) {
      queries.setDefaultOptions(options);
      void queries.refetchQueries({ type: 'active' });
      throw error;
    }
  };
  const signOut = useWrite(leave, {
    onSuccess: async () => {
      await navigate({ to: '/sign-in', search: {} });
      queries.clear();
      queries.setDefaultOptions(options);
      // Imported only here, so that no first page loads it.
      void import('../client/unsaved.ts').then(({ unsaved }) => unsaved.clear());
    },
  });
  const { ask, note } = useKeptFirst(() => signOut.mutate(undefined));
  const roles = grants.map(({ role, party }) => {
    const title = t(`role.${role}`);
    return party === null ? title : t('role.at', { role: title, party: party.name[locale] });
  });
  return (
    <div className="me">
      <b>{person.name}</b>
      {[...new Set(roles)].map((role) => (
        <span key={role}>{role}</span>
      ))}
      <div className="me-links">
        <Link to="/account">{t('my-account')}</Link>
        <LanguageSwitch signedIn />
        <HelpButton />
        <button type="button" onClick={() => void ask()}>
          {t('sign-out')}
        </button>
      </div>
      {note}
      {signOut.error && <ProblemNote error={signOut.error} />}
    </div>
  );
}
