import { useTranslations } from '#web/client/language.ts';
import { StatusGlyph } from '#web/kit/status/StatusMark.tsx';
import type { Board } from '../../board/board.schema.ts';
import { colourOf } from '../../needs/training.rules.ts';
import { Scale } from '../board/Scale.tsx';
import { translateReadinessHome } from './texts.ts';

const SIGN = { green: 'met', amber: 'partly-met', red: 'not-met' } as const;

/** Both shares: of the roster, and of the stated strength. People who are on no roster are unknown, so the second one may be lower. */
export function Shares({ board }: { board: Board }) {
  const t = useTranslations(translateReadinessHome);
  const { ready, persons, target, floor, roster } = board;
  if (persons === 0) return null;
  const strength = roster?.strength ?? null;
  const unknown = strength === null ? 0 : strength.persons - persons;
  return (
    <div>
      <ul className="home-shares" aria-label={t('home.shares')}>
        <Share name={t('home.of-roster')} {...{ ready, of: persons, target, floor }} />
        {strength && (
          <Share name={t('home.of-strength')} {...{ ready: Math.min(ready, strength.persons), of: strength.persons, target, floor }} />
        )}
      </ul>
      <p className="small muted">
        {t('units.legend', { target, floor })}
        {unknown > 0 && ` ${t('home.unknown', { n: unknown })}`}
        {roster !== null && strength === null && ` ${t('home.no-strength')}`}
      </p>
    </div>
  );
}

function Share({ name, ready, of, target, floor }: { name: string; ready: number; of: number; target: number; floor: number }) {
  const t = useTranslations(translateReadinessHome);
  const colour = colourOf(ready, of, { target, floor })!;
  return (
    <li>
      <span>{name}</span> <span>{t('head.count', { n: ready, of })}</span> <b>{t('percent', { n: Math.floor((ready * 100) / of) })}</b>{' '}
      <Scale ready={ready} persons={of} target={target} floor={floor} />{' '}
      <span className={`chip is-${SIGN[colour]}`}>
        <StatusGlyph status={SIGN[colour]} />
        {t(`colour.${colour}`)}
      </span>
    </li>
  );
}
