import { inEach } from '#kernel/languages.ts';
import type { Catalogue, Edition } from '../catalogue.ts';
import { type WholeEdition, wholeOf } from '../files/edition-content.ts';
import { uploadedFolder } from '../files/edition-folder.ts';
import { checkMapping } from '../files/mapping.rules.ts';
import { readEdition } from '../files/policy-files.ts';
import { type Fault, fault, lineOf, parseSource } from '../files/source-file.ts';
import { checkElsewhere, checkQuestionnaire } from '../questionnaires/questionnaire.rules.ts';
import { continued } from './difference.rules.ts';
import { neededBy, type Taught } from './needed-ids.ts';
import { translateEditions } from './texts.ts';

/** The edition in an upload, as it would be stored, and the questionnaires it keeps from the edition in force; or every fault. */
export type CheckedUpload =
  | { edition: WholeEdition; kept: WholeEdition['questionnaires']; faults?: undefined }
  | { edition?: undefined; kept?: undefined; faults: readonly Fault[] };

type Against = {
  /** The editions of this installation, and the ids of those that were imported and not withdrawn. */
  catalogue: Catalogue;
  takenIds: readonly string[];
  courses: Taught;
};

/**
 * Checks the files of an upload as `manumit policy check` does, and what an edition at the desk must keep of the one in force. Questionnaires that it does not
 * hold are those in force, as long as they fit; its mapping is completed by the obligations that keep their ids. Never throws on bad content.
 */
export function checkUpload(files: Readonly<Record<string, string>>, { catalogue, takenIds, courses }: Against): CheckedUpload {
  const read = readEdition(uploadedFolder(files));
  if (read.faults) return { faults: read.faults };
  const present = catalogue.current;
  const { edition } = read;
  const faults = [
    ...faultsOfHead(files, edition, catalogue, takenIds),
    ...faultsOfNeeds(edition, present, courses),
    ...faultsOfMapping(files, edition, present),
  ];
  const questions = withPresentQuestionnaires(edition, present);
  faults.push(...questions.faults);
  if (faults.length > 0) return { faults };
  const note = inEach((locale) => translateEditions(locale, 'mapping-note', { from: present.id }));
  const mapping = continued(wholeOf(present), edition, note);
  const whole = wholeOf({ ...edition, current: false, mapping, questionnaires: questions.all, elsewhere: questions.elsewhere });
  return { edition: whole, kept: questions.kept };
}

type Read = NonNullable<ReturnType<typeof readEdition>['edition']>;

function faultsOfHead(
  files: Readonly<Record<string, string>>,
  edition: Read,
  { editions }: Catalogue,
  takenIds: readonly string[],
): Fault[] {
  const head = 'edition.yaml';
  const at = (key: string) => {
    const source = parseSource(head, files[head], []);
    return source === undefined ? 1 : lineOf(source, [key]);
  };
  const isTaken = editions.some(({ id }) => id === edition.id) || takenIds.includes(edition.id);
  return [
    ...(isTaken ? [fault(head, at('id'), 'id-taken', { id: edition.id })] : []),
    ...(edition.incomplete ? [fault(head, at('incomplete'), 'incomplete-current', {})] : []),
    ...edition.successors.flatMap(({ edition: id }) =>
      id === undefined || editions.some((one) => one.id === id) ? [] : [fault(head, at('successors'), 'unknown-edition', { id })],
    ),
  ];
}

function faultsOfNeeds(edition: Read, present: Edition, courses: Taught): Fault[] {
  const needed = neededBy(present, courses);
  const gone = (ids: readonly string[], rows: readonly { id: string }[]) => ids.filter((id) => !rows.some((row) => row.id === id));
  return [
    ...gone(needed.obligations, edition.obligations).map((id) => fault('obligations.yaml', 1, 'needed-obligation', { id })),
    ...gone(needed.kinds, edition.evidenceKinds).map((id) => fault('evidence-kinds.yaml', 1, 'needed-kind', { id })),
    ...gone(needed.instruments, edition.instruments).map((id) => fault('instruments.yaml', 1, 'needed-instrument', { id })),
    ...needed.parameters.flatMap(({ id, unit }): Fault[] => {
      const found = edition.parameters.find((one) => one.id === id && one.inUse);
      if (found === undefined) return [fault('parameters.yaml', 1, 'needed-parameter', { id })];
      return found.unit === unit ? [] : [fault('parameters.yaml', 1, 'other-unit', { id, unit })];
    }),
  ];
}

function faultsOfMapping(files: Readonly<Record<string, string>>, edition: Read, present: Edition): Fault[] {
  const file = 'mapping.yaml';
  if (edition.mapping === null) return [];
  const source = parseSource(file, files[file], [])!;
  if (edition.mapping.from !== present.id)
    return [
      fault(file, lineOf(source, ['mapping', 'from']), 'mapping-not-from-present', { id: edition.mapping.from, present: present.id }),
    ];
  return checkMapping(edition.mapping, edition, [edition, present]).map(({ path, kind, id }) =>
    fault(file, lineOf(source, path), kind, { id }),
  );
}

/** The questionnaires of the upload, and those in force that it does not hold. One of these that no longer fits has to be uploaded in a new version. */
function withPresentQuestionnaires(edition: Read, present: Edition) {
  const kept = present.questionnaires.filter(({ id }) => !edition.questionnaires.some((one) => one.id === id));
  const all = [...edition.questionnaires, ...kept];
  const elsewhere = [
    ...edition.elsewhere,
    ...wholeOf(present).elsewhere.filter(({ questionnaire: id }) => !edition.elsewhere.some((one) => one.questionnaire === id)),
  ];
  const unfit = (id: string, problems: readonly { id: string }[]) =>
    problems.map((problem) => fault(`questionnaires/${id}.yaml`, 1, 'questionnaire-unfit', { id, about: problem.id }));
  const faults = [
    ...kept.flatMap((one) => unfit(one.id, checkQuestionnaire(one, edition))),
    ...elsewhere.flatMap((one) => unfit(one.questionnaire, checkElsewhere(one, all))),
  ];
  return { all, kept, elsewhere, faults };
}
