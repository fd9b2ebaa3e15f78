/**
 * Since when a phase reminds as it does: it was opened, extended, resumed or reopened then. What was not due before is
 * not late.
 */
export const remindingSince = `
ALTER TABLE phase ADD COLUMN reminding_since TEXT;
`;
