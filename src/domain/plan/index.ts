export {
  attainmentOfIndicator,
  attainmentOfIndicators,
  attainmentOfItem,
  attainmentOfSet,
  type IndicatorAttainment,
} from './attainment.ts';
export {
  calendarOfPlan,
  createCalendar,
  DEFAULT_WORKING_HOURS,
  oncePerPlan,
  type WorkCalendar,
  type WorkingHours,
} from './calendar.ts';
export { type ComingDay, comingDays } from './coming-days.ts';
export { dayBefore, daysBetween, daysIn, parseDay } from './days.ts';
export { isSuperseded, type KnownTerms } from './general-terms.ts';
export {
  changedValues,
  dayOfNumber,
  detailsOf,
  dueDayOf,
  findItem,
  horizonOf,
  type ItemDetails,
  itemIn,
  itemMeant,
  keyOfItem,
  type MeantItem,
  markOfItem,
  NO_DETAILS,
  nextNumber,
  numberOfDay,
  parseWeight,
  removedItems,
} from './items.ts';
export { comparePlans, itemsOfBothYears, type PlanComparison } from './plan-comparison.ts';
export {
  codesHandedOver,
  describeImport,
  type HandedOver,
  type ImportOutcome,
  type ImportReport,
  type ItemReports,
  needsConfirmation,
  type PlanImports,
} from './plan-import.ts';
export type { PlanKey, PlanSource } from './plan-source.ts';
export { type PlanRegister, plansNow, yearsNow } from './plan-years.ts';
export {
  type Comparison,
  comparisonsOf,
  type Finding,
  isDiscrepancy,
  notesOf,
  reconcile,
  sumOf,
} from './reconciliation.ts';
export {
  answerersIn,
  assignmentsOf,
  compareItems,
  controllersOf,
  mayUpdate,
  reportersOf,
  responsibilitiesByPerson,
  responsibilitiesOf,
} from './responsibilities.ts';
export {
  ALL_STRUCTURES,
  answeringStructures,
  approversOf,
  asksAbout,
  departmentOf,
  departmentsToAddTo,
  isController,
  rightToReportFor,
  rolesOf,
  type Standpoint,
  standpointOf,
  standpointOfStructure,
  structureOf,
} from './standpoint.ts';
export { reachesSum, sumsMissedWith, weightSums } from './weight-sums.ts';
