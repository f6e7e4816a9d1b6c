/** The parts of a dossier that load after its head, in one file, because each request costs a round trip on a slow line. */
export { EvidenceList } from '#rooms/evidence/ui/EvidenceList.tsx';
export { DossierClauses } from './DossierClauses.tsx';
export { DossierFacts } from './DossierFacts.tsx';
export { DossierDue, DossierLast } from './DossierSide.tsx';
