import { later } from '../kit/later.tsx';

// Few people ever have these tasks, so their files are loaded only for them: Home is short of requests (docs/decisions/094-fewer-requests.md).
const purges = () => import('#rooms/evidence/ui/tasks/PurgeTasks.tsx');
const erasures = () => import('#rooms/transparency-log/ui/tasks/ErasureTasks.tsx');

export const PurgeTasks = later(() => purges().then((file) => file.PurgeTasks));
export const PurgeTaskLine = later(() => purges().then((file) => file.PurgeTaskLine), null);
export const ErasureTasks = later(() => erasures().then((file) => file.ErasureTasks));
export const ErasureTaskLine = later(() => erasures().then((file) => file.ErasureTaskLine), null);
