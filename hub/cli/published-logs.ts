import { LogReader, type PublishedFile, publishedFiles, publishedTree, SM3_TREE } from '#hub/log';
import { type Database, logStore } from '#hub/store';

/** A log of the hub as far as it is published now. */
export interface PublishedLog {
  readonly origin: string;
  readonly size: number;
  readonly files: readonly PublishedFile[];
}

interface Published {
  readonly isWitnessed: boolean;
  readonly withSm3: boolean;
}

/** The first first. @throws Error when there is none, NotFoundError when one of them has published nothing. */
export async function publishedLogs(db: Database, published: Published): Promise<PublishedLog[]> {
  const states = await logStore.readStates(db);
  if (states.length === 0) throw new Error('没有日志 · no log 0');
  const logs: PublishedLog[] = [];
  for (const { log, origin } of states) logs.push({ origin, ...(await publishedLog(db, log, published)) });
  return logs;
}

/** The SM3 tree is asked first: of a log that grows it has then no entry that is not in the other one too. */
async function publishedLog(
  db: Database,
  log: number,
  { isWitnessed, withSm3 }: Published,
): Promise<Omit<PublishedLog, 'origin'>> {
  const sm3 = new LogReader(db, isWitnessed, log, SM3_TREE);
  const sm3Head = withSm3 ? await sm3.publishedOf(await sm3.state()) : undefined;
  const reader = new LogReader(db, isWitnessed, log);
  const head = await reader.published();
  const ofSm3 = sm3Head === undefined ? [] : publishedTree(sm3, sm3Head);
  const files = ofSm3.map(({ path, read }) => ({ path: `sm3/${path}`, read }));
  return { size: head.size, files: [...(await publishedFiles(reader, head)), ...files] };
}
