export {
  type ClosingService,
  type ClosingStore,
  createClosingService,
  type Minutes,
  type PhaseRecord,
} from './closing-service.ts';
export {
  type ExportCell,
  type ExportColumn,
  type ExportFormat,
  type ExportTable,
  exportTables,
  type PhaseExports,
} from './export-tables.ts';
export {
  DOCUMENT_FORMATS,
  type DocumentFormat,
  type DocumentWanted,
  type IssuedDocument,
  type IssuedDocuments,
  OPEN_DOCUMENTS,
  type PlanDocuments,
} from './plan-documents.ts';
