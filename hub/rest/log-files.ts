import { Hono } from 'hono';
import { parseTilePath } from '#crypto/tlog';
import type { RunningLog } from '#hub/log';
import { NotFoundError } from '#proto/errors';

/** Never changes: a hash at a position, an entry at an index. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** The log as C2SP tlog-tiles: checkpoint, tiles and entry bundles under /log. Everything served is covered by the checkpoint. */
export function logFiles(log: RunningLog): Hono {
  const app = new Hono();
  app.get('/checkpoint', async (c) => {
    const { note } = await log.reader.published();
    return c.body(note, 200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' });
  });
  app.get('/tile/*', async (c) => {
    const found = parseTilePath(c.req.path.slice(c.req.path.indexOf('/tile/') + 1));
    if (found === undefined) throw new NotFoundError('NOT_FOUND', 'not the path of a tile');
    const { kind, tile } = found;
    const bytes =
      kind === 'tile' ? await log.reader.tile(tile) : await log.reader.bundle(tile.index, tile.width);
    return c.body(Buffer.from(bytes), 200, {
      'content-type': 'application/octet-stream',
      'cache-control': IMMUTABLE,
    });
  });
  return app;
}
