import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { get } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { translateCredentials } from './texts.ts';

const REASONS = ['not-listed', 'single-sign-on-failed', 'single-sign-on-away', 'first-person-first'] as const;

function useSingleSignOn() {
  return useQuery({
    queryKey: ['link', 'sign-in-methods'],
    queryFn: ({ signal }) => get('/session/methods', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  }).data?.singleSignOn;
}

/** Links to the identity provider of this installation; nothing where it has none. */
export function SingleSignOnLinks({ next }: { next?: string | undefined }) {
  const t = useTranslations(translateCredentials);
  const locale = useLocale();
  const provider = useSingleSignOn();
  if (!provider) return null;
  return (
    <p>
      <a className={buttonClass()} href={`/desk/single-sign-on${next ? `?${new URLSearchParams({ next })}` : ''}`}>
        {t('sso.go', { name: provider.name[locale] })}
      </a>
    </p>
  );
}

/** Why single sign-on was refused, and whom to ask. */
export function SingleSignOnRefusal() {
  const t = useTranslations(translateCredentials);
  const locale = useLocale();
  const { refused } = useSearch({ strict: false });
  const provider = useSingleSignOn();
  const reason = REASONS.find((known) => known === refused);
  if (!reason) return null;
  return (
    <div className="note problem" role="alert">
      <p>{t(`refused.${reason}`)}</p>
      {reason === 'not-listed' && provider && <p>{provider.whomToAsk[locale]}</p>}
    </div>
  );
}
