/** What text needs to know of the team. */
export interface Names {
  user(id: string): string;
  channel(id: string): string;
  /** Id of the person looking. */
  me(): string;
  now(): Date;
  readonly timezone: string;
}
