import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '#connectors/kit';

const CursorSchema = z.strictObject({ cursor: z.string().min(1).max(200) });

/**
 * How far the feed has been taken up: everything up to here is in the journal or further. Losing it costs time only, since the
 * feed is then read from its beginning, and the same event gives the same message (proved by test/fault/hunan.long.test.ts).
 */
export class FeedCursor {
  readonly #file: string;
  #saved: string | undefined;

  private constructor(file: string, saved: string | undefined) {
    this.#file = file;
    this.#saved = saved;
  }

  /** @param name of the file: each feed has its own. */
  static async open(folder: string, name = 'feed-cursor.json'): Promise<FeedCursor> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, name);
    return new FeedCursor(file, await read(file));
  }

  /** Undefined before the first page. */
  get saved(): string | undefined {
    return this.#saved;
  }

  async save(cursor: string): Promise<void> {
    if (cursor === this.#saved) return;
    await writeDurably(this.#file, JSON.stringify({ cursor }));
    this.#saved = cursor;
  }
}

async function read(file: string): Promise<string | undefined> {
  try {
    return CursorSchema.parse(JSON.parse(await readFile(file, 'utf8'))).cursor;
  } catch {
    return undefined; // the first start, or a file that something has damaged: read from the beginning
  }
}
