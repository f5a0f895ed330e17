import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Journal, type JournalEntry, messageIdOf } from '#connectors/kit';
import { values } from '#proto/schema';

const AT = Date.parse('2026-11-22T10:00:00+08:00');

function entry(ref: string): JournalEntry {
  return {
    act: {
      ref,
      occurredAt: AT,
      draft: { type: 'CaseConcluded', body: { caseNo: 'TB1', concludedAt: '2026-11-22T10:00:00+08:00' } },
      files: [],
    },
    messageId: messageIdOf('henan', ref, AT),
  };
}

describe('the journal of a connector', () => {
  let folder: string;
  let journal: Journal;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-journal-'));
    journal = await Journal.open(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Takes out everything, oldest first. */
  async function drain(from: Journal): Promise<string[]> {
    const refs: string[] = [];
    for (let found = await from.first(); found !== undefined; found = await from.first()) {
      refs.push(found.entry.act.ref);
      await from.remove(found.name);
    }
    return refs;
  }

  it('keeps the order of arrival over a restart', async () => {
    for (const ref of ['c', 'a']) await journal.add(entry(ref));
    const reopened = await Journal.open(folder);
    await reopened.add(entry('b'));
    expect(await drain(reopened)).toEqual(['c', 'a', 'b']);
  });

  it('keeps an event once, however often and however fast it is pushed', async () => {
    await Promise.all([journal.add(entry('a')), journal.add(entry('a')), journal.add(entry('b'))]);
    const reopened = await Journal.open(folder);
    await reopened.add(entry('a'));
    expect(await drain(reopened)).toEqual(['a', 'b']);
  });

  it('keeps how far an entry is', async () => {
    await journal.add(entry('a'));
    const found = await journal.first();
    const outcome = { kind: 'refused', code: 'NOT_ALLOWED', detail: 'no' } as const;
    await journal.update(found?.name ?? '', { ...entry('a'), outcome });
    expect((await (await Journal.open(folder)).first())?.entry).toEqual({ ...entry('a'), outcome });
  });

  it('reads nothing of a write that a crash cut short, and clears it away', async () => {
    await journal.add(entry('a'));
    const [name = ''] = readdirSync(folder);
    writeFileSync(join(folder, `.half-${name}`), '{"act":{"ref":"a"');
    writeFileSync(join(folder, '.half-000000000001-feedbeef.json'), '');
    const reopened = await Journal.open(folder);
    expect(readdirSync(folder)).toEqual([name]);
    expect((await reopened.first())?.entry).toEqual(entry('a'));
  });

  it('is closed to other users: personal data lies in it', async () => {
    const own = await Journal.open(join(folder, 'journal'));
    await own.add(entry('a'));
    const [name = ''] = readdirSync(join(folder, 'journal'));
    expect(statSync(join(folder, 'journal')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'journal', name)).mode & 0o777).toBe(0o600);
  });
});

describe('the message id of an event', () => {
  it('is the same after every loss of memory, and another for every other event', () => {
    const id = messageIdOf('henan', 'J1', AT);
    expect(messageIdOf('henan', 'J1', AT)).toBe(id);
    const others = [
      messageIdOf('henan', 'J2', AT),
      messageIdOf('hunan', 'J1', AT),
      messageIdOf('henan', 'J1', AT + 1),
    ];
    expect(new Set([id, ...others]).size).toBe(4);
  });

  it('is a UUIDv7 of the event’s time', () => {
    const id = messageIdOf('henan', 'J1', AT);
    expect(() => values.messageId.parse(id)).not.toThrow();
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(AT);
  });
});
