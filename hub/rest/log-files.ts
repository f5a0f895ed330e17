import { Hono } from 'hono';
import { parseTilePath } from '#crypto/tlog';
import type { LogReader, RunningLog } from '#hub/log';
import { NotFoundError } from '#proto/errors';

/** Never changes: a hash at a position, an entry at an index. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/**
 * The log as C2SP tlog-tiles: checkpoint, tiles and entry bundles under /log, and under /log/sm3 the same of its SM3 tree, where
 * it is kept. Everything served is covered by the checkpoint.
 */
export function logFiles({ reader, sm3 }: Pick<RunningLog, 'reader' | 'sm3'>): Hono {
  const app = treeFiles(reader);
  if (sm3 !== undefined) app.route('/sm3', treeFiles(sm3));
  return app;
}

function treeFiles(reader: LogReader): Hono {
  const app = new Hono();
  app.get('/checkpoint', async (c) => {
    const { note } = await reader.published();
    return c.body(note, 200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' });
  });
  app.get('/tile/*', async (c) => {
    const found = parseTilePath(c.req.path.slice(c.req.path.indexOf('/tile/') + 1));
    if (found === undefined) throw new NotFoundError('NOT_FOUND', 'not the path of a tile');
    const { kind, tile } = found;
    const bytes = kind === 'tile' ? await reader.tile(tile) : await reader.bundle(tile.index, tile.width);
    return c.body(Buffer.from(bytes), 200, {
      'content-type': 'application/octet-stream',
      'cache-control': IMMUTABLE,
    });
  });
  return app;
}
