import { type AuditedLog, auditLog, auditRecord } from './auditor.js';
import { checkCaseCache } from './case-cache.js';
import { checkCaseCounts } from './case-counts.js';
import { eventually } from './eventually.js';
import type { TestHub } from './hub.js';

/** Everything that must hold of a hub whenever nothing is under way; what still waits for its index is waited for. */
export async function auditHub(hub: TestHub): Promise<AuditedLog> {
  for (;;) {
    await eventually(async () => {
      const waiting = await hub.database.query('select 1 from log_pending');
      if (waiting.length > 0) throw new Error(`${waiting.length} leaves have not got their index`);
    });
    const log = await auditLog(hub.logUrl, hub.running.services.identity.logVkey);
    try {
      await auditRecord(hub.database, log);
      await checkCaseCache(hub.database);
      await checkCaseCounts(hub.database);
      return log;
    } catch (error) {
      // Connectors that still run publish lists by themselves: what came after the log was read says nothing against it.
      const { size } = await hub.running.services.log.reader.state();
      if (size === log.size) throw error;
    }
  }
}
