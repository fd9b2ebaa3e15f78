/**
 * How many changes of what a message shows have not reached Slack yet: counted before it is redrawn, taken back to zero
 * after. A redraw that fails, or that a crash cuts short, is done again.
 */
export const messagesToRedraw = `
ALTER TABLE reminder ADD COLUMN stale INTEGER NOT NULL DEFAULT 0;
`;
