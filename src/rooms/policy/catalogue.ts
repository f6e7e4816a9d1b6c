import { dayOf } from '#kernel/dates.ts';
import { AppError, type ErrorCode } from '#kernel/errors.ts';
import type { EditionMapping } from './files/mapping.schema.ts';
import { knownDecisions } from './parameters/decisions.ts';
import { heldDecisions, type ParameterDecision, valueOn } from './parameters/parameter-value.rules.ts';
import type { Clause, CrosswalkRow, EditionData, EvidenceKind, Instrument, Obligation, Parameter } from './policy.schema.ts';
import type { Elsewhere } from './questionnaires/elsewhere.schema.ts';
import type { Questionnaire } from './questionnaires/questionnaire.schema.ts';
import './errors.ts';

/** An edition with its look-ups. Each throws `AppError('policy/unknown-...', { id })` for an id that the edition does not have. */
export type Edition = Readonly<EditionData> & {
  /** The folder of its files, for rooms that keep files of their own in it; null where it was not read from files. */
  folder: string | null;
  /** Which obligations of an earlier edition its obligations continue; null: none. */
  mapping: EditionMapping | null;
  /** The edition that it supersedes; null: none that is known here. Evidence carries over from it by the mapping. */
  readonly supersedes: Edition | null;
  /** The questionnaires of the edition, in their present version. */
  questionnaires: readonly Questionnaire[];
  questionnaire(id: string): Questionnaire;
  /** The reviews by other bodies that already ask the questions of a questionnaire; none without such a table. */
  elsewhere(questionnaireId: string): Elsewhere['reviews'];
  clause(id: string): Clause;
  obligation(id: string): Obligation;
  /** The obligations of one clause, in the order of the policy. */
  obligationsOf(clauseId: string): readonly Obligation[];
  /** A parameter with the value in force on a day: its own value, or that of the policy office's newest decision from that day or before. */
  parameter(id: string, on: Date | string): Parameter;
  /** All parameters that the program reads, with their values on a day. */
  parametersOn(on: Date | string): readonly Parameter[];
  /** How long evidence of a kind counts as fresh on a day, in months; null: it does not age. */
  freshMonths(parameterId: string | null, on: Date | string): number | null;
  evidenceKind(id: string): EvidenceKind;
  instrument(id: string): Instrument;
  /** The crosswalk rows of one clause. */
  crosswalkOf(clauseId: string): readonly CrosswalkRow[];
};

/** All editions of this installation. `current` is the one it works on. */
export type Catalogue = { readonly current: Edition; readonly editions: readonly Edition[]; edition(id: string): Edition };

type LoadedData = EditionData & {
  questionnaires?: readonly Questionnaire[];
  elsewhere?: readonly Elsewhere[];
  mapping?: EditionMapping | null;
  folder?: string;
};

/** Builds the catalogue from loaded editions. Throws where none is current, which `loadPolicies` has already refused. */
export function makeCatalogue(editions: readonly LoadedData[]): Catalogue {
  const ready: Edition[] = editions.map((one) => makeEdition(one, () => ready.find(({ id }) => id === one.mapping?.from) ?? null));
  const current = ready.find((edition) => edition.current);
  if (current === undefined) throw new AppError('policy/unknown-edition', { id: 'current' });
  return { current, editions: ready, edition: finderOf(ready, 'policy/unknown-edition') };
}

/** Adds look-ups to one loaded edition. `supersedes` finds the edition that it supersedes. */
export function makeEdition(data: LoadedData, supersedes: () => Edition | null = () => null): Edition {
  const questionnaires = data.questionnaires ?? [];
  const clause = finderOf(data.clauses, 'policy/unknown-clause');
  const parameters = data.parameters.filter(({ inUse }) => inUse);
  const shipped = finderOf(parameters, 'policy/unknown-parameter');
  let known: readonly ParameterDecision[] | undefined;
  let held = new Map<string, ParameterDecision[]>();
  // Values are asked for in each cell of a matrix: the decisions that hold are sorted out once after each reading.
  const decisionsOn = (id: string): readonly ParameterDecision[] => {
    if (known !== knownDecisions()) {
      known = knownDecisions();
      held = Map.groupBy(heldDecisions(edition, known), ({ parameterId }) => parameterId);
    }
    return held.get(id) ?? [];
  };
  const parameter = (id: string, on: Date | string) => {
    const decisions = decisionsOn(id);
    return decisions.length === 0 ? shipped(id) : valueOn(shipped(id), decisions, typeof on === 'string' ? on : dayOf(on));
  };
  const edition: Edition = {
    ...data,
    parameters,
    folder: data.folder ?? null,
    mapping: data.mapping ?? null,
    get supersedes() {
      return supersedes();
    },
    questionnaires,
    questionnaire: finderOf(questionnaires, 'policy/unknown-questionnaire'),
    elsewhere: (id) => data.elsewhere?.find((table) => table.questionnaire === id)?.reviews ?? [],
    clause,
    obligation: finderOf(data.obligations, 'policy/unknown-obligation'),
    obligationsOf: (clauseId) => data.obligations.filter((row) => row.clause === clause(clauseId).id),
    parameter,
    parametersOn: (on) => parameters.map(({ id }) => parameter(id, on)),
    freshMonths: (id, on) => (id === null ? null : Number(parameter(id, on).value)),
    evidenceKind: finderOf(data.evidenceKinds, 'policy/unknown-evidence-kind'),
    instrument: finderOf(data.instruments, 'policy/unknown-instrument'),
    crosswalkOf: (clauseId) => data.crosswalk.filter((row) => row.clause === clause(clauseId).id),
  };
  return edition;
}

function finderOf<T extends { id: string }>(rows: readonly T[], unknown: ErrorCode): (id: string) => T {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (id) => {
    const row = byId.get(id);
    if (row === undefined) throw new AppError(unknown, { id });
    return row;
  };
}
