import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '#web/client/session.ts';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { accountQuery } from './account/account-data.ts';
import { Devices } from './account/Devices.tsx';
import { PasswordForm } from './account/PasswordForm.tsx';
import { SecondFactor } from './account/SecondFactor.tsx';
import { PasskeyList } from './credentials/PasskeyList.tsx';
import { usePeopleWords } from './people-words.ts';
import './account/account.css';

/** The person's own account: password, second factor, recovery codes, and signed-in devices. */
export default function AccountPage() {
  const { t } = usePeopleWords();
  const { person, exercise } = useSession();
  const { data: account } = useSuspenseQuery(accountQuery);
  const [message, setMessage] = useState('');
  return (
    <div className="account">
      <PageHead
        title={t('ui.account')}
        meta={[person.name, person.email].filter(Boolean).join(', ')}
        help={[t('ui.account-help-1'), t('ui.account-help-2'), t('ui.account-help-3')]}
      />
      <p role="status" className={message === '' ? 'out-of-sight' : 'note'}>
        {message}
      </p>
      <Section title={t('ui.second-factor')}>
        {exercise && <p className="muted">{t('ui.exercise-waives')}</p>}
        <SecondFactor account={account} email={person.email ?? person.name} tell={setMessage} />
      </Section>
      <PasskeyList fresh={account.fresh} tell={setMessage} />
      {account.passwordChangedAt !== null && (
        <Section title={t('ui.password')}>
          <PasswordForm changedAt={account.passwordChangedAt} tell={setMessage} />
        </Section>
      )}
      <Section title={t('ui.devices')}>
        <Devices devices={account.devices} tell={setMessage} />
      </Section>
    </div>
  );
}
