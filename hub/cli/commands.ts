import type { Command } from 'commander';
import { type OperatorDatabase, operatorDatabase } from './operator-database.js';
import type { CommandContext } from './tongban.js';

type Register = (program: Command, context: CommandContext, withDb: OperatorDatabase) => void;

interface CommandGroup {
  readonly commands: readonly string[];
  load(): Promise<Register>;
}

/** Which module offers which commands, in the order in which the help names them. */
const GROUPS: readonly CommandGroup[] = [
  { commands: ['serve'], load: async () => (await import('./serve-command.js')).registerServe },
  {
    commands: ['connector', 'sandbox'],
    load: async () => (await import('./connector-commands.js')).registerConnectorCommands,
  },
  {
    commands: ['conformance'],
    load: async () => (await import('./conformance/command.js')).registerConformance,
  },
  {
    commands: ['migrate', 'peers', 'case', 'log', 'gaps', 'inbox'],
    load: async () => (await import('./operator-commands.js')).registerOperatorCommands,
  },
  {
    commands: ['supervision'],
    load: async () => (await import('./supervision-command.js')).registerSupervision,
  },
  { commands: ['register'], load: async () => (await import('./register-command.js')).registerRegister },
  { commands: ['revoke-key'], load: async () => (await import('./revoke-command.js')).registerRevokeKey },
  { commands: ['mappings'], load: async () => (await import('./mappings/commands.js')).registerMappings },
  { commands: ['grants'], load: async () => (await import('./grants/commands.js')).registerGrants },
  {
    commands: ['certificates'],
    load: async () => (await import('./certificate-commands.js')).registerCertificates,
  },
  {
    commands: ['consultations'],
    load: async () => (await import('./consultation-commands.js')).registerConsultations,
  },
  { commands: ['catalog'], load: async () => (await import('./catalogue/commands.js')).registerCatalog },
  {
    commands: ['calendar'],
    load: async () => (await import('./calendar/commands.js')).registerCalendar,
  },
  {
    commands: ['statistics'],
    load: async () => (await import('./statistics-command.js')).registerStatistics,
  },
  { commands: ['audit'], load: async () => (await import('./audit-command.js')).registerAudit },
  { commands: ['auditor'], load: async () => (await import('./auditor-commands.js')).registerAuditor },
  { commands: ['witness'], load: async () => (await import('./witness-command.js')).registerWitness },
  { commands: ['trust'], load: async () => (await import('./trust-command.js')).registerTrust },
  { commands: ['doctor'], load: async () => (await import('./doctor.js')).registerDoctor },
  { commands: ['start', 'demo'], load: async () => (await import('./demo/commands.js')).registerDemo },
];

/**
 * Registers the commands that the line may mean: all of them take a second to load, so only groups of which a word of the
 * line names a command. A line that names none is a call for help, and gets all.
 */
export async function registerCommands(
  program: Command,
  context: CommandContext,
  line: readonly string[],
): Promise<void> {
  const named = GROUPS.filter(({ commands }) => commands.some((command) => line.includes(command)));
  const wanted = named.length > 0 && !line.includes('help') ? named : GROUPS;
  const withDb = operatorDatabase(context);
  for (const { load } of wanted) (await load())(program, context, withDb);
}
