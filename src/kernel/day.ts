import { z } from 'zod';
import { isPartialDate } from './dates.ts';

/** A full day that exists in the calendar, for what a person decides or does: `2026-11-24`. */
export const Day = z.string().refine((text) => text.length === 10 && isPartialDate(text), { error: 'day' });
export type Day = z.infer<typeof Day>;
