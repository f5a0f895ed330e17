import type { Command } from 'commander';
import type { CommandContext } from '../tongban.js';
import { registerCheckNotice } from './check-command.js';
import { registerDue } from './due-command.js';
import { registerShowYear } from './show-command.js';

/** Working days and what they make of time limits; needs no database. */
export function registerCalendar(program: Command, context: CommandContext): void {
  const command = program
    .command('calendar')
    .description('工作日历与办理时限 · working-day calendars and time limits');
  registerShowYear(command, context);
  registerDue(command, context);
  registerCheckNotice(command, context);
}
