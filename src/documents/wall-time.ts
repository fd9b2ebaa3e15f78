/** An instant as the body's clocks showed it: day and `HH:MM`. */
export function wallTime(instant: Date, timezone: string): { readonly day: string; readonly time: string } {
  // Sweden writes dates as ISO does.
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(instant);
  const [day = '', time = ''] = text.split(' ');
  return { day, time };
}
