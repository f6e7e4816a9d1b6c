import { Link } from '@tanstack/react-router';
import { useTranslations } from '#web/client/language.ts';
import type { Representative } from '../../people.schema.ts';
import { translateAccess } from '../texts.ts';

/**
 * Writes to those who sign for a party with the reader's own mail program: one link each, with a message in the reader's language. The message says that something is
 * overdue and where, never what: mail is read outside. A party for which nobody signs leads to the invitation.
 */
export function WriteTo({ people, about, path }: { people: readonly Representative[]; about: 'evidence' | 'assessment'; path: string }) {
  const t = useTranslations(translateAccess);
  const reachable = people.flatMap(({ email, ...person }) => (email === null ? [] : [{ ...person, email }]));
  if (reachable.length === 0) return <Link to="/people/invite">{t('write.nobody')}</Link>;
  return reachable.map(({ id, name, email }, place) => {
    const subject = t(`write.${about}.subject`);
    const body = t(`write.${about}.body`, { name, address: `${window.location.origin}/desk${path}` });
    return (
      <span key={id} className="no-print">
        {place > 0 && ', '}
        <a href={`mailto:${encodeURIComponent(email)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`}>
          {t('write.to', { name })}
        </a>
      </span>
    );
  });
}
