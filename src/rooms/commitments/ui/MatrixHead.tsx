import type { PartyKind } from '#kernel/party-kinds.ts';
import { appendixOf, obligationNumber } from '#rooms/policy/obligation-number.rules.ts';
import type { Clause } from '#rooms/policy/policy.schema.ts';
import { useTranslations } from '#web/client/language.ts';
import { Icon } from '#web/kit/Icon.tsx';
import type { Column } from './matrix-view.ts';
import type { MatrixWords } from './matrix-words.ts';
import { translateMatrix } from './texts.ts';

/** The head of the matrix. The name of a clause with several obligations unfolds it; the heading over its obligations folds it. */
export function MatrixHead({
  kind,
  columns,
  words,
  toggle,
}: {
  kind: PartyKind;
  columns: readonly Column[];
  words: MatrixWords;
  toggle: (clauseId: string) => void;
}) {
  const t = useTranslations(translateMatrix);
  const open = columns.filter((column) => column.open);
  const depth = open.length > 0 ? 2 : 1;
  const nameOf = (clause: Clause) => `${words.clause(clause.id)}, ${clause.title[words.locale]}`;
  return (
    <thead>
      <tr>
        <th className="first" rowSpan={depth} scope="col">
          {t(`one.${kind}`)}
        </th>
        {columns.map(({ clause, obligations, open: unfolded }) =>
          unfolded ? (
            <th key={clause.id} colSpan={obligations.length} scope="colgroup" className="cap">
              <button type="button" aria-expanded title={t('fold', { clause: nameOf(clause) })} onClick={() => toggle(clause.id)}>
                <ClauseNumber clause={clause} /> <span>{clause.short[words.locale]}</span> <Icon name="fold" size={12} />
              </button>
            </th>
          ) : (
            <th key={clause.id} rowSpan={depth} scope="col" className="clause">
              {obligations.length > 1 ? (
                <button
                  type="button"
                  aria-expanded={false}
                  title={t('unfold', { clause: nameOf(clause) })}
                  onClick={() => toggle(clause.id)}
                >
                  <span className="label">{clause.short[words.locale]}</span>
                  <ClauseNumber clause={clause} />
                </button>
              ) : (
                <span className="fixed" title={nameOf(clause)}>
                  <span className="label">{clause.short[words.locale]}</span>
                  <ClauseNumber clause={clause} />
                </span>
              )}
            </th>
          ),
        )}
        <th className="declared" rowSpan={depth} scope="col">
          <span className="label">{t('declared-of-all')}</span>
        </th>
      </tr>
      {depth === 2 && (
        <tr>
          {open.flatMap(({ obligations }) =>
            obligations.map(({ obligation }) => (
              <th key={obligation.id} scope="col" className="obligation" title={obligation.title[words.locale]}>
                <span className="fixed">
                  <span className="label">{obligation.short[words.locale]}</span>
                  <b>
                    {obligationNumber(obligation.id)}
                    {obligation.reconstructed && <sup>†</sup>}
                  </b>
                </span>
              </th>
            )),
          )}
        </tr>
      )}
    </thead>
  );
}

function ClauseNumber({ clause }: { clause: Clause }) {
  const t = useTranslations(translateMatrix);
  const appendix = appendixOf(clause.id);
  return (
    <b>
      {appendix === null ? clause.id : t('appendix', { id: appendix })}
      {clause.reconstructed && <sup>†</sup>}
    </b>
  );
}
