export { createIncidentNotices, type IncidentMessage } from './incident-notices.ts';
export { createIncidentService, type IncidentService, type IncidentStore } from './incident-service.ts';
export type { Incident, IncidentKind } from './incidents.ts';
