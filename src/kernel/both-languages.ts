import { z } from 'zod';
import { inEach } from './languages.ts';

/** A text in every language of the desk, as an answer gives it. */
export const BothLanguages = z.object(inEach(() => z.string()));
export type BothLanguages = z.infer<typeof BothLanguages>;
