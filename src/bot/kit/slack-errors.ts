/** The code that Slack refused a call with (`data.error` of the SDK's errors); empty for any other failure. */
export const slackErrorOf = (error: unknown): string =>
  (error as { data?: { error?: string } } | null)?.data?.error ?? '';
