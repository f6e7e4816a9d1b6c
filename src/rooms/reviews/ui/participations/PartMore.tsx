import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, get, send } from '#web/client/api.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FileLink } from '#web/kit/FileLink.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { PartView } from '../../views/participation-view.schema.ts';
import { sayReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

/** Beside a part: which nations the lot gave it, who is seated for them, and whether the party agrees to publication. */
export function PartMore({ part, directs }: { part: PartView; directs: boolean }) {
  const t = useSay(sayReviewForms);
  const locale = useLocale();
  return (
    <>
      {part.reviewedBy && (
        <Section title={t('seat.title')}>
          <p>{part.reviewedBy.map((nation) => nation.name[locale]).join(', ')}</p>
          {directs && part.round.state === 'open' && <SeatForm part={part} nations={part.reviewedBy} />}
        </Section>
      )}
      <Papers part={part} directs={directs} />
      {(part.may.includes('agree-to-publication') || part.publicAgreedAt !== null) && <Agreement part={part} />}
    </>
  );
}

/** Files of this part: the section for a mission review where it is an operation's, and the letter of invitation. */
function Papers({ part, directs }: { part: PartView; directs: boolean }) {
  const t = useSay(sayReviewForms);
  const locale = useLocale();
  const files = [...(part.part.group === 'operation' ? (['mission'] as const) : []), ...(directs ? (['letters'] as const) : [])];
  if (files.length === 0) return null;
  const at = `/desk/api/rounds/${part.round.id}`;
  const query = `lang=${locale}&partyId=${part.part.party.id}`;
  return (
    <Section title={t('papers.part')}>
      <ul className="side-list no-print">
        {files.map((paper) => (
          <li key={paper}>
            {t(`papers.part-${paper}`)}
            <small>
              <FileLink href={`${at}/${paper}.pdf?${query}`}>PDF</FileLink> <FileLink href={`${at}/${paper}.docx?${query}`}>DOCX</FileLink>
            </small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function SeatForm({ part, nations }: { part: PartView; nations: NonNullable<PartView['reviewedBy']> }) {
  const t = useSay(sayReviewForms);
  const people = useQuery({
    queryKey: ['people', 'of', ...nations.map((nation) => nation.id)],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        nations.map((nation) => get(`/people?limit=100&party=${nation.id}`, answerOf<{ items: { id: string; name: string }[] }>(), signal)),
      );
      return [...new Map(pages.flatMap((page) => page.items).map((person) => [person.id, person])).values()];
    },
  });
  const [personId, setPerson] = useState('');
  const [until, setUntil] = useState('');
  const seat = useReviewWrite((body: object, key) => send('POST', `/participations/${part.part.id}/reviewers`, body, { key }), {
    onSuccess: () => setPerson(''),
  });
  return (
    <form
      className="form no-print"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (personId !== '' && until !== '') seat.mutate({ personId, until });
      }}
    >
      <SelectField
        id="seat"
        label={t('seat.person')}
        hint={t('seat.hint')}
        value={personId}
        onChange={(event) => setPerson(event.target.value)}
      >
        <option value="">{t('seat.choose')}</option>
        {people.data?.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </SelectField>
      <TextField id="seat-until" type="date" label={t('seat.until')} value={until} onChange={(event) => setUntil(event.target.value)} />
      {(seat.error ?? people.error) && <ProblemNote error={(seat.error ?? people.error) as Error} />}
      <p role="status">{seat.isSuccess && t('seat.done')}</p>
      <p>
        <Button type="submit" waiting={seat.isPending} aria-disabled={personId === '' || until === ''}>
          {t('seat.act')}
        </Button>
      </p>
    </form>
  );
}

function Agreement({ part }: { part: PartView }) {
  const t = useSay(sayReviewForms);
  const agrees = part.publicAgreedAt !== null;
  const agree = useReviewWrite((agreed: boolean, key) =>
    send('PUT', `/participations/${part.part.id}/public-agreement`, { agreed }, { key, version: part.version }),
  );
  return (
    <Section title={t('agree.title')}>
      <p className="small muted">{t(part.published ? 'agree.published' : 'agree.says')}</p>
      {part.publicAgreedAt !== null && (
        <p>
          {t('agree.since')} <DateText date={part.publicAgreedAt} />
        </p>
      )}
      {agree.error && <ProblemNote error={agree.error} />}
      {part.may.includes('agree-to-publication') && !part.published && (
        <p className="no-print">
          <Button waiting={agree.isPending} onClick={() => agree.mutate(!agrees)}>
            {t(agrees ? 'agree.take-back' : 'agree.act')}
          </Button>
        </p>
      )}
    </Section>
  );
}
