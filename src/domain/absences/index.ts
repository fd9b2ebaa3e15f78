export { type AbsenceMessage, createAbsenceNotices } from './absence-notices.ts';
export {
  type AbsenceConflict,
  type AbsenceDraft,
  type AbsenceField,
  type AbsenceNews,
  type AbsenceProblem,
  type AbsenceReader,
  type AbsenceRecorded,
  type AbsenceSeen,
  type AbsenceService,
  type AbsenceTakenBack,
  createAbsenceService,
  type ListedAbsence,
} from './absence-service.ts';
export {
  type Absence,
  type AbsenceStore,
  type Availability,
  absenceOn,
  askedInOrder,
  comesBackOn,
  headsOf,
  type Postponement,
  putOffOn,
  recipientOf,
  standsInFor,
  wishesOn,
} from './absences.ts';
export { createDeputies, createReaders, type Deputies, NO_DEPUTIES } from './deputies.ts';
export { addressOf } from './people-of-body.ts';
