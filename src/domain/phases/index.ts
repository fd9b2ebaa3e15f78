export {
  dayOfKey,
  isLate,
  keyOf,
  nameOfKey,
  plannedAt,
  putOffLimits,
  type ScheduledStep,
  type StepName,
  scheduleOf,
  stepAt,
  stepName,
} from './ladder.ts';
export { formatLadder } from './ladder-text.ts';
export {
  asOn,
  isClosed,
  isOpen,
  itemsOf,
  newestPhase,
  openPhaseNamed,
  openPhases,
  openPhasesFor,
  type PhaseState,
  phaseName,
  phaseNamed,
  phaseOf,
  phaseState,
} from './open-phases.ts';
export {
  createPhaseService,
  type PhaseAct,
  type PhaseChange,
  type PhaseService,
  type PhaseStore,
} from './phase-service.ts';
export { kindsOf, MAX_PHASE_NAME, type PhaseDraft, type PhaseProblem, type PhaseProblems } from './phases.ts';
export {
  coverageOf,
  coveredTogether,
  type DepartmentCoverage,
  type StructureCoverage,
} from './structure-coverage.ts';
