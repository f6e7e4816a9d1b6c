import './guide.css';
import { Link } from '@tanstack/react-router';
import { ROLES, type Role } from '#kernel/roles.ts';
import { useTranslations } from '../client/language.ts';
import { useSession } from '../client/session.ts';
import { PageHead } from '../kit/PageHead.tsx';
import { translateDesk } from '../texts/texts.ts';
import { translateGuides } from './texts.ts';

/** The guides of all roles: those of this reader's roles first. */
export function GuidesPage() {
  const t = useTranslations(translateGuides);
  const { grants } = useSession();
  const own = ROLES.filter((role) => grants.some((grant) => grant.role === role));
  return (
    <>
      <PageHead title={t('title')} meta={t('meta')} help={[t('help.1'), t('help.2'), t('help.3')]} />
      <div className="guide">
        {own.length > 0 && (
          <>
            <h2>{t('own')}</h2>
            <GuideList roles={own} />
            <h2>{t('others')}</h2>
          </>
        )}
        <GuideList roles={ROLES.filter((role) => !own.includes(role))} />
      </div>
    </>
  );
}

function GuideList({ roles }: { roles: readonly Role[] }) {
  const t = useTranslations(translateDesk);
  return (
    <ul className="guide-list">
      {roles.map((role) => (
        <li key={role}>
          <Link to="/help/$guide" params={{ guide: role }}>
            {t(`role.${role}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
