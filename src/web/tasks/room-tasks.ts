/** The tasks of all rooms, in one file, because each request costs a round trip on a slow line. Home shows the same files. */
export { DifferenceTasks } from '#rooms/commitments/ui/obligation/DifferenceTasks.tsx';
export { ContractTasks } from '#rooms/contractors/ui/tasks/ContractTasks.tsx';
export { ReminderTasks } from '#rooms/nations/ui/outreach/ReminderTasks.tsx';
export { PlanTasks } from '#rooms/nations/ui/plans/PlanTasks.tsx';
export { AccessTasks } from '#rooms/people/ui/AccessTasks.tsx';
export { TrainingTasks } from '#rooms/readiness/ui/tasks/TrainingTasks.tsx';
export { ChannelTasks } from '#rooms/reports/ui/channels/tasks/ChannelTasks.tsx';
export { HelpTasks } from '#rooms/reports/ui/help/HelpTasks.tsx';
export { ReturnTasks } from '#rooms/returns/ui/tasks/ReturnTasks.tsx';
export { ReviewTasks } from '#rooms/reviews/ui/tasks/ReviewTasks.tsx';
