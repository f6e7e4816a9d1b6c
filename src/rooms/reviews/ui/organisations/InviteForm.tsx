import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { collator } from '#platform/texts/texts.ts';
import { type BodyOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { translateReviewForms } from '../forms/texts.ts';
import { everyPartyQuery, useReviewWrite } from '../reviews-data.ts';

/** Invites another partner organisation to the round, with the date by which an answer would help. */
export function InviteForm({ roundId, invited }: { roundId: string; invited: readonly string[] }) {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const compare = collator(locale);
  const parties = useQuery(everyPartyQuery);
  const [partyId, setParty] = useState('');
  const [day, setDay] = useState('');
  const invite = useReviewWrite(
    (body: BodyOf<'POST /rounds/:roundId/forms'>, key) => send('POST /rounds/:roundId/forms', { roundId, ...body }, key),
    {
      onSuccess: () => setParty(''),
    },
  );
  const open = parties.data?.filter((party) => party.kind === 'partner' && !invited.includes(party.id)) ?? [];
  if (parties.isSuccess && open.length === 0) return <p className="small muted">{t('forms.nobody-left')}</p>;
  return (
    <form
      className="form no-print"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (partyId !== '') invite.mutate({ partyId, helpfulBy: day === '' ? null : day });
      }}
    >
      <SelectField id="invite-party" label={t('forms.party')} value={partyId} onChange={(event) => setParty(event.target.value)}>
        <option value="">{t('forms.choose')}</option>
        {open
          .toSorted((a, b) => compare(a.name[locale], b.name[locale]))
          .map((party) => (
            <option key={party.id} value={party.id}>
              {party.name[locale]}
            </option>
          ))}
      </SelectField>
      <TextField
        id="invite-day"
        type="date"
        label={t('forms.day')}
        hint={t('forms.day-hint')}
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      {invite.error && <ProblemNote error={invite.error} />}
      <p>
        <Button type="submit" waiting={invite.isPending} aria-disabled={partyId === ''}>
          {t('forms.invite')}
        </Button>
      </p>
    </form>
  );
}
