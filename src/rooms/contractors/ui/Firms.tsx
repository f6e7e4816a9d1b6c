import './contracts.css';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AnswerOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { DayForm } from './DayForm.tsx';
import { translateContracts } from './texts.ts';

type Contract = AnswerOf<'/contracts/:contractId'>;
type Member = Contract['members'][number];

const FirmDrawer = later(() => import('./FirmDrawer.tsx').then((file) => file.FirmDrawer));

/** The firms under a contract as a tree: who engaged whom, at which tier, and since when one has left. Its keepers add firms, correct them, and mark them as left. */
export function Firms({ contract }: { contract: Contract }) {
  const t = useTranslations(translateContracts);
  // The firm that is corrected; null: one is added.
  const [open, setOpen] = useState<Member | null>();
  const { members, contractor, mayManage } = contract;
  const under = (parentId: string | null) => (
    <ul>
      {members
        .filter((one) => one.parentId === parentId)
        .map((one) => (
          <li key={one.id}>
            {one.name} <span className="small muted">{t(`firm.${one.kind}`, { tier: one.tier })}</span>
            {one.work && <span className="small muted">, {one.work}</span>}
            {one.leftOn ? (
              <span className="small muted">
                {' '}
                ({t('firm.left')} <DateText date={one.leftOn} />)
              </span>
            ) : (
              mayManage && <Leave key={one.version} contractId={contract.id} member={one} />
            )}
            {mayManage && (
              <>
                {' '}
                <Button kind="quiet" aria-label={t('firm.correct-of', { name: one.name })} onClick={() => setOpen(one)}>
                  {t('firm.correct')}
                </Button>
              </>
            )}
            {members.some(({ parentId: above }) => above === one.id) && under(one.id)}
          </li>
        ))}
    </ul>
  );
  return (
    <>
      {members.length === 0 ? <p className="muted">{t('firms.none', { contractor })}</p> : <div className="firm-tree">{under(null)}</div>}
      {mayManage && <Button onClick={() => setOpen(null)}>{t('firms.add')}</Button>}
      {open !== undefined && <FirmDrawer key={open?.id} contract={contract} stored={open ?? undefined} close={() => setOpen(undefined)} />}
    </>
  );
}

function Leave({ contractId, member }: { contractId: string; member: Member }) {
  const t = useTranslations(translateContracts);
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const save = useWrite(
    (on: string, key) =>
      send('POST /contracts/:contractId/members/:memberId/left', { contractId, memberId: member.id, version: member.version, on }, key),
    { onSuccess: () => queries.invalidateQueries({ queryKey: ['contracts'] }) },
  );
  if (!isOpen)
    return (
      <>
        {' '}
        <Button kind="quiet" aria-label={t('firm.mark-left-of', { name: member.name })} onClick={() => setOpen(true)}>
          {t('firm.mark-left')}
        </Button>
      </>
    );
  return (
    <DayForm id={`left-${member.id}`} label={t('firm.left-day')} action={t('firm.mark-left')} save={save} close={() => setOpen(false)} />
  );
}
