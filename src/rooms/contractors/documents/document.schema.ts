import { z } from 'zod';
import { PROVISION_STATES } from '../clauses/check/check-text.ts';
import { UNREAD_REASONS } from '../clauses/document/read-contract.ts';
import { COVERAGES } from '../register/contract.rules.ts';
import { Titles } from '../sets/titles.schema.ts';
import { Passage } from './passage.rules.ts';
import type { ReadAnswer } from './read-thread.ts';

/** A file that was read. In comparisons of inputs its hash represents it. */
export class ReadFile {
  readonly sha256: string;
  readonly answer: ReadAnswer;
  constructor(sha256: string, answer: ReadAnswer) {
    this.sha256 = sha256;
    this.answer = answer;
  }
  toJSON(): string {
    return this.sha256;
  }
}

/** A file of a contract, as the page lists it. `likely`: numbers of contracts that it names, where there are several. */
export const DocumentRow = z.object({
  id: z.string(),
  partyId: z.string(),
  contractId: z.string().nullable(),
  number: z.string().nullable(),
  name: z.string(),
  title: z.string().nullable(),
  dated: z.string().nullable(),
  pages: z.int().nullable(),
  scanned: z.int(),
  /** Pages of pictures that were read by OCR. */
  ocrPages: z.array(z.int()),
  unread: z.enum(UNREAD_REASONS).nullable(),
  /** General conditions of the party: whether they are in force. Null: a document of one contract. */
  general: z.enum(['in-force', 'withdrawn']).nullable(),
  likely: z.array(z.string()),
  readAt: z.string(),
});

export const Drop = z.object({
  dropId: z.string(),
  partyId: z.string(),
  at: z.string(),
  files: z.int(),
  waiting: z.int(),
  unread: z.int(),
});

/** What the documents of a contract say of one provision; nulls where nothing was found. */
const CheckedProvision = z.object({
  id: z.string(),
  title: Titles,
  reference: z.string().nullable(),
  state: z.enum(PROVISION_STATES),
  /** What the program says, whatever a person decided. */
  found: z.enum(PROVISION_STATES),
  confirmed: z.boolean(),
  documentId: z.string().nullable(),
  page: z.int().nullable(),
  quote: z.string().nullable(),
  /** A person entered the page and the quote. */
  entered: z.boolean(),
  difference: z.string().nullable(),
  /** The version of the wording of the set that it has; null: none is known. */
  wording: z.string().nullable(),
  decidedAt: z.string().nullable(),
  version: z.int().nullable(),
  /** Every file of the contract that was checked for it: a person may find it in any. */
  files: z.array(z.object({ documentId: z.string(), version: z.int() })),
});

export const ContractCheck = z.object({
  set: z.object({ id: z.string(), title: Titles, version: z.string() }),
  coverage: z.enum(COVERAGES),
  documents: z.array(DocumentRow),
  provisions: z.array(CheckedProvision),
  mayManage: z.boolean(),
});

/** A finding that waits for a person, with the text around it and what the set asks. */
export const OpenFinding = z.object({
  documentId: z.string(),
  setId: z.string(),
  provision: z.string(),
  version: z.int(),
  contractId: z.string(),
  number: z.string(),
  contractor: z.string(),
  file: z.string(),
  /** It was read in a picture: letters may be wrong. */
  isPicture: z.boolean(),
  /** The title of the set. */
  set: Titles,
  title: Titles,
  reference: z.string().nullable(),
  wording: z.string().nullable(),
  state: z.enum(PROVISION_STATES),
  decided: z.enum(PROVISION_STATES).nullable(),
  page: z.int().nullable(),
  quote: z.string().nullable(),
  difference: z.string().nullable(),
  passage: Passage.nullable(),
});
