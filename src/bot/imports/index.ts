export { buildImportForm } from './import-form.ts';
export {
  handleImportConfirm,
  handleImportSubmission,
  planFileIn,
  reportOnDropped,
} from './import-listeners.ts';
