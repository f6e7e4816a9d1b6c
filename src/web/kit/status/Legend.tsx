import { STATUSES } from '#kernel/status.ts';
import { useSay } from '../../client/language.ts';
import { sayDesk } from '../../texts/texts.ts';
import { markClass, StatusGlyph } from './StatusMark.tsx';

/** The signs and their words, always open below a table of marks. */
export function Legend() {
  const say = useSay(sayDesk);
  return (
    <>
      <ul className="legend" aria-label={say('legend.name')}>
        {STATUSES.map((status) => (
          <li key={status}>
            <span className={`mark ${markClass(status)}`}>
              <StatusGlyph status={status} />
            </span>
            {say(`status.${status}`)}
          </li>
        ))}
      </ul>
      <ul className="legend">
        {([false, true] as const).map((declared) => (
          <li key={String(declared)}>
            <span className={`mark ${markClass('met', declared)}`}>
              <StatusGlyph status="met" />
            </span>
            {say(declared ? 'legend.declared' : 'legend.arose')}
          </li>
        ))}
        <li className="muted">{say('legend.order')}</li>
      </ul>
    </>
  );
}
