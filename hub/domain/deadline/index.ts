export { type PublishedYear, WorkdayCalendar } from './workdays.js';
