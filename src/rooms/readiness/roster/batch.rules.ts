import type { Machine } from '#kernel/machine.ts';

export const BATCH_STATES = ['imported', 'being-undone', 'undone'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** An imported roster. Thousands of rows are undone in parts, by the same command; the reason is that of the first. */
export const BATCH_MACHINE = {
  states: BATCH_STATES,
  start: 'imported',
  derivedBy: 'batchState',
  actions: {
    'undo-import': {
      command: 'training/undo-roster',
      permission: 'training:manage-roster',
      next: { imported: 'undone', 'being-undone': 'undone' },
      button: 'plain',
      comment: { field: 'reason', required: true, maxLength: 500 },
    },
  },
  events: { part: { imported: 'being-undone', 'being-undone': 'being-undone' } },
} as const satisfies Machine<BatchState>;

/** The state of an imported roster. */
export function batchState(batch: { readonly undone_at: unknown; readonly undo_reason: string | null }): BatchState {
  if (batch.undone_at !== null) return 'undone';
  return batch.undo_reason === null ? 'imported' : 'being-undone';
}
