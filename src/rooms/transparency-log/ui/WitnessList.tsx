import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { WitnessView } from '../log.schema.ts';
import { translateLog } from '../texts.ts';

const EnrolForm = later(() => import('./EnrolForm.tsx').then((file) => file.EnrolForm));

/** The witnesses, the latest state of each, and for platform administrators forms to enrol and end one. */
export function WitnessList({
  witnesses,
  mayEnrol,
  tell,
}: {
  witnesses: readonly WitnessView[];
  mayEnrol: boolean;
  tell: (words: string) => void;
}) {
  const t = useTranslations(translateLog);
  const queries = useQueryClient();
  const [enrolling, setEnrolling] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: ['log'] });
  const end = useWrite(({ id }: WitnessView, key) => send('POST /log/witnesses/:witnessId/end', { witnessId: id }, key), {
    onSuccess: async (_, { name }) => {
      await refresh();
      tell(t('ui.ended', { name }));
    },
  });
  return (
    <Section title={t('ui.witnesses')} side={t('ui.witnesses-side')}>
      <DataTable
        caption={t('ui.witnesses')}
        groups={[{ key: 'all', rows: witnesses }]}
        rowKey={({ id }) => id}
        empty={t('ui.witnesses-none')}
        columns={[
          { key: 'name', head: t('ui.witness-name'), cell: ({ name }) => name },
          { key: 'url', head: t('ui.witness-url'), cell: ({ url }) => url },
          {
            key: 'signed',
            head: t('ui.witness-signed'),
            cell: ({ signedAt, size }) =>
              signedAt === null ? (
                t('ui.never')
              ) : (
                <>
                  {t('ui.leaves-n', { n: size })}, <DateText date={signedAt} time />
                </>
              ),
          },
          {
            key: 'fault',
            head: t('ui.witness-says'),
            cell: ({ fault, faultAt }) =>
              fault === null ? (
                t('ui.fault-none')
              ) : (
                <>
                  {t(`ui.fault-${fault}`)}, <DateText date={faultAt!} time />
                </>
              ),
          },
          ...(mayEnrol
            ? [
                {
                  key: 'end',
                  head: t('ui.action'),
                  cell: (witness: WitnessView) => (
                    <Button
                      kind="quiet"
                      aria-label={t('ui.end-of', { name: witness.name })}
                      waiting={end.isPending}
                      onClick={() => end.mutate(witness)}
                    >
                      {t('ui.end')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {end.error && <ProblemNote error={end.error} />}
      {mayEnrol && !enrolling && (
        <p className="no-print log-action">
          <Button onClick={() => setEnrolling(true)}>{t('ui.enrol')}</Button>
        </p>
      )}
      {enrolling && (
        <EnrolForm
          close={() => setEnrolling(false)}
          done={async (name) => {
            setEnrolling(false);
            await refresh();
            tell(t('ui.enrolled', { name }));
          }}
        />
      )}
    </Section>
  );
}
