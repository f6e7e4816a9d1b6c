import type { AnswerOf } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { translateContracts } from './texts.ts';

type Member = AnswerOf<'/contracts/:contractId'>['members'][number];

/** The firms under a contract as a tree: who engaged whom, at which tier. */
export function Firms({ contractor, members }: { contractor: string; members: readonly Member[] }) {
  const t = useTranslations(translateContracts);
  if (members.length === 0) return <p className="muted">{t('firms.none', { contractor })}</p>;
  const under = (parentId: string | null) => (
    <ul>
      {members
        .filter((one) => one.parentId === parentId)
        .map((one) => (
          <li key={one.id}>
            {one.name} <span className="small muted">{t(`firm.${one.kind}`, { tier: one.tier })}</span>
            {members.some(({ parentId }) => parentId === one.id) && under(one.id)}
          </li>
        ))}
    </ul>
  );
  return under(null);
}
