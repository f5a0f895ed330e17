import type { Leasing, OpenLines, Wakeups } from '#hub/dispatch';
import type {
  CaseMaterials,
  CaseProgress,
  CaseReading,
  CaseSearch,
  CatalogueChanges,
  Certificates,
  CodeTables,
  Consultations,
  Door,
  Files,
  InboxClaims,
  IntakeGranting,
  LifeEvents,
  Mappings,
  Ratings,
  RulesSource,
  Statistics,
  StatusLists,
  Supervision,
  UseFiles,
} from '#hub/exchange';
import type { RunningLog } from '#hub/log';
import type { Runtime } from '#hub/runtime';
import type { HubIdentity } from './peer.js';

/** Everything the transports serve, put together in hub/main.ts. */
export interface HubServices {
  readonly identity: HubIdentity;
  readonly door: Pick<Door, 'submit' | 'hear' | 'room'>;
  readonly reading: CaseReading;
  readonly progress: CaseProgress;
  readonly search: CaseSearch;
  readonly materials: CaseMaterials;
  readonly ratings: Ratings;
  readonly supervision: Supervision;
  readonly consultations: Consultations;
  readonly statistics: Statistics;
  readonly lifeEvents: LifeEvents;
  readonly claims: InboxClaims;
  readonly dispatcher: Leasing;
  readonly wakeups: Wakeups;
  readonly files: Files;
  readonly mappings: Mappings;
  readonly intakeGranting: IntakeGranting;
  readonly certificates: Certificates;
  readonly useFiles: UseFiles;
  readonly statusLists: StatusLists;
  readonly lines: OpenLines;
  readonly catalogue: CatalogueChanges;
  readonly codeTables: CodeTables;
  readonly log: RunningLog;
  readonly rules: RulesSource;
  readonly runtime: Runtime;
}
