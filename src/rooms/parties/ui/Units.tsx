import { useState } from 'react';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { PartyView, UnitView } from '../party-view.schema.ts';
import { usePartyWords } from './party-words.ts';
import { RotationForm } from './RotationForm.tsx';
import { UnitForm } from './UnitForm.tsx';

type Open = { form: 'new' } | { form: 'change' | 'rotation'; unitId: string } | { form: 'hand-over'; rotationId: string } | null;

/** The units of a party with superior, place and rotations, as far as this reader may see them. */
export function Units({ party, tell }: { party: PartyView; tell: (words: string) => void }) {
  const { t } = usePartyWords();
  const session = useSession();
  const [open, setOpen] = useState<Open>(null);
  const may = can(session, 'parties:manage-units', party.id);
  const close = () => setOpen(null);
  const done = (words: string) => {
    close();
    tell(words);
  };
  return (
    <Section title={t('ui.units')} level={3}>
      {party.units.length === 0 && <p className="muted">{t('ui.units-none')}</p>}
      <ul className="parties-list">
        {party.units.map((unit) => (
          <li key={unit.id}>
            <b>{unit.name}</b>
            <small>{[superiorOf(unit, party.units), unit.location].filter(Boolean).join(' · ') || t('ui.unit-no-place')}</small>
            <Rotations unit={unit} may={may} open={open} setOpen={setOpen} done={done} party={party} />
            {may && open === null && (
              <span className="parties-actions">
                <Button kind="quiet" onClick={() => setOpen({ form: 'change', unitId: unit.id })}>
                  {t('ui.unit-change')}
                </Button>
                <Button kind="quiet" onClick={() => setOpen({ form: 'rotation', unitId: unit.id })}>
                  {t('ui.rotation-plan')}
                </Button>
              </span>
            )}
            {open?.form === 'change' && open.unitId === unit.id && <UnitForm party={party} unit={unit} close={close} done={done} />}
            {open?.form === 'rotation' && open.unitId === unit.id && <RotationForm unit={unit} close={close} done={done} />}
          </li>
        ))}
      </ul>
      {may && open === null && (
        <p>
          <Button onClick={() => setOpen({ form: 'new' })}>{t('ui.unit-new')}</Button>
        </p>
      )}
      {open?.form === 'new' && <UnitForm party={party} close={close} done={done} />}
    </Section>
  );
}

function superiorOf(unit: UnitView, units: readonly UnitView[]): string | undefined {
  return units.find((one) => one.id === unit.superiorId)?.name;
}

function Rotations({
  unit,
  may,
  open,
  setOpen,
  done,
}: {
  unit: UnitView;
  may: boolean;
  open: Open;
  setOpen: (open: Open) => void;
  done: (words: string) => void;
  party: PartyView;
}) {
  const { t, span, operationName } = usePartyWords();
  return (
    <>
      {unit.rotations.map((rotation) => (
        <span key={rotation.id} className="parties-rotation">
          {operationName(rotation.operation.code)} · {rotation.contingent} · {span(rotation.from, rotation.handOver)}
          {may && open === null && (
            <Button kind="quiet" onClick={() => setOpen({ form: 'hand-over', rotationId: rotation.id })}>
              {t('ui.hand-over-change')}
            </Button>
          )}
          {open?.form === 'hand-over' && open.rotationId === rotation.id && (
            <RotationForm unit={unit} rotation={rotation} close={() => setOpen(null)} done={done} />
          )}
        </span>
      ))}
    </>
  );
}
