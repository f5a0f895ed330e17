import type { TestDatabase } from './database.js';

/** Everything that a message could leave behind. Leaves that wait for their index are leaves. Full tiles follow from entries. */
const COUNTS = {
  cases: 'cases',
  events: 'case_event',
  messages: 'message',
  refusals: 'refusal',
  inbox: 'inbox',
  gaps: 'mapping_gap',
  blobs: 'blob',
  blobAccess: 'blob_access',
  uploads: 'blob_upload',
  directoryCertificates: 'certificate',
  certificateHolders: 'certificate_holder',
  certificateActs: 'certificate_act',
  certificateUses: 'certificate_use',
  certificateOutcomes: 'certificate_outcome',
  certificateAsking: 'certificate_asking',
  consents: 'consent',
  peers: 'peer',
  keys: 'peer_key',
  certificates: 'peer_certificate',
} as const;

export type Stored = Readonly<Record<keyof typeof COUNTS | 'leaves', number>>;

/** How many rows there are of everything. */
export async function countStored(database: TestDatabase): Promise<Stored> {
  const counts = Object.entries(COUNTS).map(
    ([name, table]) => `(select count(*)::int from ${table}) as "${name}"`,
  );
  const leaves = '((select count(*) from log_entry) + (select count(*) from log_pending))::int as leaves';
  const [row] = await database.query<Stored>(`select ${[...counts, leaves].join(', ')}`);
  if (row === undefined) throw new Error('nothing can be counted');
  return row;
}
