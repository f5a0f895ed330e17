import { type Context, Hono } from 'hono';
import { formatRestampIndex, formatTimeStampFile } from '#crypto/timestamp';
import { parseTilePath } from '#crypto/tlog';
import { formatRevocationNames } from '#crypto/x509/certificate';
import {
  formatStampList,
  type LogReader,
  parseRestampPath,
  parseRevocationPath,
  parseStampPath,
  RESTAMP_LIST,
  REVOCATION_LIST,
  type RunningLog,
  SM3_TREE,
  STAMP_LIST,
} from '#hub/log';
import { NotFoundError } from '#proto/errors';

/** Never changes: a hash at a position, an entry at an index. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/**
 * The log as C2SP tlog-tiles: checkpoint, tiles and entry bundles under /log, and under /log/sm3 the same of its SM3 tree, where
 * it is kept. Everything served is covered by the checkpoint. Under /log/timestamps stands what an export has there. Of a hub that
 * has turned its log, these are the files of the present one; those of the first stand under /log/0 and so on, the present one too.
 */
export function logFiles(log: Pick<RunningLog, 'reader' | 'sm3' | 'readerOf'>): Hono {
  const app = oneLog(
    () => log.reader,
    () => log.sm3 ?? notThere(),
  );
  const number = (c: Context) => Number(c.req.param('log'));
  const sm3Of = (c: Context) => (log.sm3 === undefined ? notThere() : log.readerOf(number(c), SM3_TREE));
  return app.route(
    '/:log{[0-9]|[1-9][0-9]{1,3}}',
    oneLog((c) => log.readerOf(number(c)), sm3Of),
  );
}

/** Which log a request is about. */
type ReaderOf = (c: Context) => LogReader;

function oneLog(sha256: ReaderOf, sm3: ReaderOf): Hono {
  const app = treeFiles(sha256);
  stampFiles(app, sha256);
  return app.route('/sm3', treeFiles(sm3));
}

function notThere(): never {
  throw new NotFoundError('NOT_FOUND', 'no SM3 tree is kept');
}

function stampFiles(app: Hono, readerOf: ReaderOf): void {
  app.get('/timestamps/*', async (c) => {
    const reader = readerOf(c);
    const path = c.req.path.slice(c.req.path.indexOf('/timestamps/') + 1);
    if (path === STAMP_LIST) {
      const list = formatStampList(await reader.stampedSizes());
      return c.body(list, 200, { ...TEXT, 'cache-control': 'no-cache' });
    }
    if (path === REVOCATION_LIST) {
      const list = formatRevocationNames(await reader.revocationNames());
      return c.body(list, 200, { ...TEXT, 'cache-control': 'no-cache' });
    }
    if (path === RESTAMP_LIST) {
      const list = formatRestampIndex(await reader.restampNames());
      return c.body(Buffer.from(list), 200, { ...TEXT, 'cache-control': 'no-cache' });
    }
    const again = parseRestampPath(path);
    if (again !== undefined) return restampFile(c, reader, again);
    const named = parseRevocationPath(path);
    const revocation = named && (await reader.revocation(named));
    if (revocation !== undefined) {
      return c.body(Buffer.from(revocation), 200, {
        'content-type': path.endsWith('.crl') ? 'application/pkix-crl' : 'application/ocsp-response',
        'cache-control': IMMUTABLE,
      });
    }
    const asked = parseStampPath(path);
    const stamped = asked && (await reader.stampedAt(asked.size));
    if (asked === undefined || stamped === undefined) {
      throw new NotFoundError('NOT_FOUND', 'no checkpoint of that size was stamped');
    }
    // Of a checkpoint that several authorities have stamped, another may come to be the first.
    if (asked.kind === 'checkpoint')
      return c.body(stamped.note, 200, { ...TEXT, 'cache-control': 'no-cache' });
    return c.body(Buffer.from(formatTimeStampFile(stamped.token)), 200, {
      'content-type': 'application/timestamp-reply',
      'cache-control': 'no-cache',
    });
  });
}

async function restampFile(
  c: Context,
  reader: LogReader,
  { restamp, kind }: NonNullable<ReturnType<typeof parseRestampPath>>,
) {
  const run = await reader.restamps(restamp.first);
  const found = run.find(({ last, number }) => last === restamp.last && number === restamp.number);
  if (found === undefined) throw new NotFoundError('NOT_FOUND', 'no time stamps were stamped again so');
  return kind === 'list'
    ? c.body(Buffer.from(found.list), 200, { ...TEXT, 'cache-control': IMMUTABLE })
    : c.body(Buffer.from(formatTimeStampFile(found.token)), 200, {
        'content-type': 'application/timestamp-reply',
        'cache-control': IMMUTABLE,
      });
}

const TEXT = { 'content-type': 'text/plain; charset=utf-8' };

function treeFiles(readerOf: ReaderOf): Hono {
  const app = new Hono();
  app.get('/checkpoint', async (c) => {
    const { note } = await readerOf(c).published();
    return c.body(note, 200, { ...TEXT, 'cache-control': 'no-cache' });
  });
  app.get('/tile/*', async (c) => {
    const found = parseTilePath(c.req.path.slice(c.req.path.indexOf('/tile/') + 1));
    if (found === undefined) throw new NotFoundError('NOT_FOUND', 'not the path of a tile');
    const { kind, tile } = found;
    const reader = readerOf(c);
    const bytes = kind === 'tile' ? await reader.tile(tile) : await reader.bundle(tile.index, tile.width);
    return c.body(Buffer.from(bytes), 200, {
      'content-type': 'application/octet-stream',
      'cache-control': IMMUTABLE,
    });
  });
  return app;
}
