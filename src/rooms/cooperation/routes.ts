import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { decideOnConsultation, informConsulted } from './consultation-steps.command.ts';
import { listConsultations } from './list-consultations.query.ts';
import { recordConsultation } from './record-consultation.command.ts';

export const cooperationRoutes: Route[] = [
  queryRoute({ url: '/desk/api/consultations', query: listConsultations }),
  commandRoute({ url: '/desk/api/consultations', command: recordConsultation }),
  commandRoute({ url: '/desk/api/consultations/:consultationId/decision', command: decideOnConsultation }),
  commandRoute({ url: '/desk/api/consultations/:consultationId/notification', command: informConsulted }),
];
