export { handleSendCalendar, sendCalendar } from './agenda-listeners.ts';
