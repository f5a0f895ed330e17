import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FeedCursor, FeedReader } from '#connectors/hunan';
import { PlatformHttp } from '#connectors/kit';
import { eventually } from '../../kit/eventually.js';

interface Page {
  readonly entries: readonly object[];
  readonly next: string;
}

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };
const EMPTY = 'nothing more';

function about(caseNo: string, eventId: string): object {
  return { eventId, caseNo };
}

describe('the reader of Hunan’s feed', () => {
  let folder: string;
  let server: Server;
  let reader: FeedReader;
  let cursor: FeedCursor;
  /** Pages by the cursor before them. */
  let pages: Map<string, Page>;
  let asked: string[];
  let readers: string[];
  /** Names of entries as they were taken, and those that cannot be. */
  let taken: string[];
  let stuck: Set<string>;
  let tries: number;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-feed-'));
    [pages, asked, readers, taken, stuck, tries] = [new Map(), [], [], [], new Set(), 0];
    server = createServer((request, response) => {
      const after = new URL(request.url ?? '/', 'http://platform').searchParams.get('after') ?? '';
      asked.push(after);
      readers.push(String(request.headers['x-reader']));
      const page = pages.get(after) ?? { entries: [], next: after || EMPTY };
      response.end(JSON.stringify({ success: true, data: page }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cursor = await FeedCursor.open(folder);
  });
  afterEach(async () => {
    await reader.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  function newReader(name: string, pauseMs: number): FeedReader {
    const { port } = server.address() as AddressInfo;
    const http = new PlatformHttp(`http://127.0.0.1:${port}`, { 'x-reader': name });
    return new FeedReader({
      http,
      path: '/hn/kstb/feed',
      cursor,
      log: SILENT,
      clock: Date.now,
      waitMs: 0,
      pauseMs,
    });
  }

  function read(): void {
    reader = newReader('only', 20);
    reader.start(async (entry) => {
      const { eventId } = entry as { eventId: string };
      tries++;
      if (stuck.has(eventId)) throw new Error('no counterpart');
      taken.push(eventId);
    });
  }

  it('reads page after page from where it stopped, and keeps its place', async () => {
    pages.set('', { entries: [about('A', 'a1')], next: 'p1' });
    pages.set('p1', { entries: [about('B', 'b1')], next: 'p2' });
    read();
    await eventually(() => expect(cursor.saved).toBe('p2'));
    await reader.close();
    pages.set('p2', { entries: [about('A', 'a2')], next: 'p3' });
    cursor = await FeedCursor.open(folder);
    read();
    await eventually(() => expect(cursor.saved).toBe('p3'));
    expect(taken).toEqual(['a1', 'b1', 'a2']);
  });

  it('lets an entry that cannot be taken hold up its own case, and no other', async () => {
    stuck.add('a1');
    pages.set('', { entries: [about('A', 'a1'), about('B', 'b1'), about('A', 'a2')], next: 'p1' });
    pages.set('p1', { entries: [about('A', 'a3'), about('B', 'b2')], next: 'p2' });
    read();
    await eventually(() => expect(taken).toEqual(['b1', 'b2']));
    expect(cursor.saved).toBeUndefined(); // after a crash all of it is read again
    stuck.clear();
    await eventually(() => expect(cursor.saved).toBe('p2'));
    expect(taken).toEqual(['b1', 'b2', 'a1', 'a2', 'a3']);
  });

  it('does not wait twice for an entry that comes twice', async () => {
    stuck.add('a1');
    pages.set('', { entries: [about('A', 'a1')], next: 'p1' });
    pages.set('p1', { entries: [about('A', 'a1'), about('A', 'a2')], next: 'p2' });
    read();
    await eventually(() => expect(asked).toContain('p2'));
    stuck.clear();
    await eventually(() => expect(cursor.saved).toBe('p2'));
    expect(taken).toEqual(['a1', 'a2']);
  });

  it('reads no more while a thousand entries wait', async () => {
    const entries = Array.from({ length: 1_000 }, (_, i) => about(`C${i}`, `c${i}`));
    for (const { eventId } of entries as { eventId: string }[]) stuck.add(eventId);
    pages.set('', { entries, next: 'p1' });
    pages.set('p1', { entries: [about('D', 'd1')], next: 'p2' });
    read();
    await eventually(() => expect(tries).toBeGreaterThan(3_000)); // some rounds over all of them
    expect(asked).toEqual(['']);
    stuck.delete('c999');
    await eventually(() => expect(taken).toEqual(['c999', 'd1']));
    stuck.clear();
    await eventually(() => expect(cursor.saved).toBe('p2'));
    expect(taken).toHaveLength(1_001);
  });

  it('rests when the platform has nothing to say and does not wait either', async () => {
    reader = newReader('patient', 60_000);
    reader.start(async () => {});
    await eventually(() => expect(readers).toContain('patient'));
    const other = newReader('quick', 10);
    other.start(async () => {});
    await eventually(() => expect(readers.filter((name) => name === 'quick').length).toBeGreaterThan(20));
    await other.close();
    expect(readers.filter((name) => name === 'patient')).toHaveLength(1);
  });
});
