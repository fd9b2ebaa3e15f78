/** `07-12`, a day of every year, as Italians write it: `12/07`. */
export const formatDayMonth = (day: string): string => day.split('-').toReversed().join('/');
