import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { plusDays } from '#kernel/dates.ts';
import { ROLES } from '#kernel/roles.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateInput } from '#web/kit/fields/DateInput.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { AccessHome } from '../../../access-review/access-home.schema.ts';
import { mayGrant } from '../../grants/may-grant.ts';
import { translateAccessHome } from './texts.ts';

/**
 * Extends a role that ends soon, or ends it now. To extend it, the person is given the same role from the day after to a date that is typed. A role that ends with
 * a tour is not extended: the tour says how long it lasts.
 */
export function EndingRole({
  grant,
  what,
  tell,
}: {
  grant: AccessHome['ending'][number];
  /** The person and the role, in words. */
  what: string;
  tell: (words: string) => void;
}) {
  const t = useTranslations(translateAccessHome);
  const locale = useLocale();
  const session = useSession();
  const queries = useQueryClient();
  const [doing, setDoing] = useState<'extend' | 'end'>();
  const [until, setUntil] = useState('');
  const [tried, setTried] = useState(false);
  const { name } = grant.person;
  const from = plusDays(grant.to, 1);
  const role = ROLES.find((one) => one === grant.role);
  const mayExtend = role !== undefined && grant.contingent === null && mayGrant(session, role, grant.party?.id);
  const done = async (words: string) => {
    await queries.invalidateQueries();
    tell(words);
  };
  const extend = useWrite(
    (to: string, key) =>
      send(
        'POST /grants',
        {
          personId: grant.person.id,
          role: role!,
          partyId: grant.party?.id ?? null,
          unitId: grant.unitId,
          operationId: grant.operationId,
          label: grant.label,
          from,
          to,
        },
        key,
      ),
    { onSuccess: (_, to) => done(t('ending.extended', { person: name, day: formatDay(locale, to) })) },
  );
  const end = useWrite((_: null, key) => send('POST /grants/:grantId/end', { grantId: grant.id }, key), {
    onSuccess: () => done(t('ending.ended', { person: name })),
  });
  if (doing === 'extend')
    return (
      <form
        className="form home-wide no-print"
        noValidate
        aria-label={t('ending.extend-of', { what })}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (until >= from) extend.mutate(until);
        }}
      >
        <DateInput
          id={`until-${grant.id}`}
          label={t('ending.until')}
          error={tried && until < from ? t('ending.until-later', { day: formatDay(locale, grant.to) }) : undefined}
          autoFocus
          min={from}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
        <FormFoot action={t('ending.extend-now')} waiting={extend.isPending} error={extend.error} close={() => setDoing(undefined)} />
      </form>
    );
  if (doing === 'end')
    return (
      <form
        className="form home-wide no-print"
        aria-label={t('ending.end-of', { what })}
        onSubmit={(event) => {
          event.preventDefault();
          end.mutate(null);
        }}
      >
        <p className="small">{t('ending.end-says')}</p>
        <FormFoot action={t('ending.end-now')} waiting={end.isPending} error={end.error} close={() => setDoing(undefined)} />
      </form>
    );
  return (
    <span className="no-print">
      {mayExtend && (
        <Button kind="quiet" aria-label={t('ending.extend-of', { what })} onClick={() => setDoing('extend')}>
          {t('ending.extend')}
        </Button>
      )}
      <Button kind="quiet" aria-label={t('ending.end-of', { what })} onClick={() => setDoing('end')}>
        {t('ending.end')}
      </Button>
    </span>
  );
}
