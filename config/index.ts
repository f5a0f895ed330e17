export {
  ConfigError,
  type ConfigSources,
  type Environment,
  loadConfig,
  referenceConfigFile,
} from './load.js';
export { packageRoot } from './paths.js';
export { type CalendarSources, readCalendars } from './read-calendar.js';
export { readCodeTables } from './read-code-tables.js';
export { readDivisions } from './read-divisions.js';
export { type CertificateRules, readCertificateRules } from './read-ecert.js';
export { type CertificatePowers, readCertificatePowers } from './read-issuers.js';
export { readTimeLimits } from './read-limits.js';
export { readSamenessElements } from './read-sameness.js';
export { type Config, ConfigSchema } from './schema.js';
