export type { Agenda } from './agenda.ts';
export { type AgendaFile, type AgendaService, createAgendaService } from './agenda-service.ts';
