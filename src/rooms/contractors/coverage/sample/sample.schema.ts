import { z } from 'zod';
import { PROVISION_STATES } from '../../clauses/check/check-text.ts';
import { ContractRow } from '../../register/contract.schema.ts';
import { Titles } from '../../sets/titles.schema.ts';
import { SAMPLE_RULES } from './sample.rules.ts';
import { STRATA } from './strata.rules.ts';

const State = z.enum(PROVISION_STATES);

const File = z.object({ file: z.string(), sha256: z.string() });

/**
 * What one document says of a provision in the light of the others: where, in which words, and who decided what it is. `entered`: a person entered page and words.
 * `from`: the document that prevails, or from which the provision is taken over. `sha256` is the hash of a file, which is not kept.
 */
const SampleEvidence = z.object({
  ...{ state: State, decided: State.nullable(), page: z.int().nullable(), quote: z.string().nullable() },
  ...{ entered: z.boolean(), ...File.shape, from: File.nullable(), by: z.string().nullable(), at: z.string().nullable() },
});

/** A provision of the set that a contract owes; no evidence: no file of the contract was checked against it. */
const SampleProvision = z.object({ id: z.string(), title: Titles, evidence: z.array(SampleEvidence) });

/**
 * Contracts drawn for an inspector. `of`: how many ran; `frame`: the hash of their numbers (sample.rules.ts). The numbers of each stratum are named, so that
 * others can draw again.
 */
export const ContractSample = z.object({
  rule: z.enum(SAMPLE_RULES),
  by: z.enum(STRATA),
  party: z.object({ code: z.string(), name: Titles }).nullable(),
  checkpoint: z.object({ origin: z.string(), size: z.int(), root: z.string(), day: z.string() }),
  of: z.int(),
  frame: z.string(),
  strata: z.array(z.object({ key: z.string(), numbers: z.array(z.string()), drawn: z.int() })),
  contracts: z.array(
    ContractRow.pick({ number: true, title: true, contractor: true, setId: true, coverage: true }).extend({
      stratum: z.string(),
      provisions: z.array(SampleProvision),
    }),
  ),
});
export type ContractSample = z.infer<typeof ContractSample>;
