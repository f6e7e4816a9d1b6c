// What only the party itself sees beside a return, loaded as one file.
export { OpenChecks } from './checks/OpenChecks.tsx';
export { LinksPlace } from './links/LinksPlace.tsx';
export { PublicStatus } from './release/PublicStatus.tsx';
