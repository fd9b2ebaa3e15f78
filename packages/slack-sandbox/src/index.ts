/** The way in: opens a local Slack, and says what it is opened with. */
export { runningClock, stoppedClock } from './clocks.ts';
export {
  type Milestone,
  SLACK_TIMINGS,
  type Timeline,
  type Timings,
  type TourStep,
  type Workspace,
  type WorkspaceChannel,
  type WorkspaceClock,
  type WorkspaceOptions,
  type WorkspaceUser,
} from './options.ts';
export type { LogEntry } from './request-log.ts';
export { startWorkspace } from './workspace.ts';
