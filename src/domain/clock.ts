/** The only source of "now". Rules take an instant; services take a clock; main.ts makes one. */
export interface Clock {
  now(): Date;
}
