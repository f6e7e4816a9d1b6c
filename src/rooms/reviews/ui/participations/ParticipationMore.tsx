import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { everyoneAtQuery } from '#rooms/people/ui/grants/everyone-at.ts';
import { type BodyOf, fileAddress, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FileLink } from '#web/kit/FileLink.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

/** Side panel of a participation: the nations it drew, their assigned reviewers, and whether the party agrees to publication. */
export function ParticipationMore({ participation, directs }: { participation: ParticipationView; directs: boolean }) {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  return (
    <>
      {participation.reviewedBy && (
        <Section title={t('assignment.title')}>
          <p>{participation.reviewedBy.map((nation) => nation.name[locale]).join(', ')}</p>
          {participation.actions.includes('assign-reviewer') && (
            <AssignmentForm participation={participation} nations={participation.reviewedBy} />
          )}
        </Section>
      )}
      <Papers participation={participation} directs={directs} />
      {(participation.actions.includes('agree-to-publication') || participation.publicAgreedAt !== null) && (
        <Agreement participation={participation} />
      )}
    </>
  );
}

/** Files of this participation: the section for a mission review where it is an operation's, and the letter of invitation. */
function Papers({ participation, directs }: { participation: ParticipationView; directs: boolean }) {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const files = [
    ...(participation.participation.group === 'operation' ? (['mission'] as const) : []),
    ...(directs ? (['invitations'] as const) : []),
  ];
  if (files.length === 0) return null;
  const input = { roundId: participation.round.id, lang: locale, partyId: participation.participation.party.id };
  return (
    <Section title={t('papers.participation')}>
      <ul className="side-list no-print">
        {files.map((paper) => (
          <li key={paper}>
            {t(`papers.participation-${paper}`)}
            <small>
              <FileLink href={fileAddress(`/rounds/:roundId/${paper}.pdf`, input)}>PDF</FileLink>{' '}
              <FileLink href={fileAddress(`/rounds/:roundId/${paper}.docx`, input)}>DOCX</FileLink>
            </small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function AssignmentForm({
  participation,
  nations,
}: {
  participation: ParticipationView;
  nations: NonNullable<ParticipationView['reviewedBy']>;
}) {
  const t = useTranslations(translateReviewForms);
  const people = useQuery(everyoneAtQuery(nations.map(({ id }) => id)));
  const [personId, setPerson] = useState('');
  const [until, setUntil] = useState('');
  const assign = useReviewWrite(
    (body: BodyOf<'POST /participations/:participationId/reviewers'>, key) =>
      send('POST /participations/:participationId/reviewers', { participationId: participation.participation.id, ...body }, key),
    {
      onSuccess: () => setPerson(''),
    },
  );
  return (
    <form
      className="form no-print"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (personId !== '' && until !== '') assign.mutate({ personId, until });
      }}
    >
      <SelectField
        id="assignment"
        label={t('assignment.person')}
        hint={t('assignment.hint')}
        value={personId}
        onChange={(event) => setPerson(event.target.value)}
      >
        <option value="">{t('assignment.choose')}</option>
        {people.data?.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </SelectField>
      <TextField
        id="assignment-until"
        type="date"
        label={t('assignment.until')}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
      />
      {(assign.error ?? people.error) && <ProblemNote error={(assign.error ?? people.error) as Error} />}
      <p role="status">{assign.isSuccess && t('assignment.done')}</p>
      <p>
        <Button type="submit" waiting={assign.isPending} aria-disabled={personId === '' || until === ''}>
          {t('assignment.action')}
        </Button>
      </p>
    </form>
  );
}

function Agreement({ participation }: { participation: ParticipationView }) {
  const t = useTranslations(translateReviewForms);
  const agrees = participation.publicAgreedAt !== null;
  const agree = useReviewWrite((agreed: boolean, key) =>
    send(
      'PUT /participations/:participationId/public-agreement',
      { participationId: participation.participation.id, version: participation.version, agreed },
      key,
    ),
  );
  return (
    <Section title={t('agree.title')}>
      <p className="small muted">{t(participation.published ? 'agree.published' : 'agree.says')}</p>
      {participation.publicAgreedAt !== null && (
        <p>
          {t('agree.since')} <DateText date={participation.publicAgreedAt} />
        </p>
      )}
      {agree.error && <ProblemNote error={agree.error} />}
      {participation.actions.includes('agree-to-publication') && !participation.published && (
        <p className="no-print">
          <Button waiting={agree.isPending} onClick={() => agree.mutate(!agrees)}>
            {t(agrees ? 'agree.withdraw' : 'agree.action')}
          </Button>
        </p>
      )}
    </Section>
  );
}
