import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#config';

/** The text of every TypeScript file under a folder of the checkout. */
function sources(...folder: string[]): string[] {
  const root = join(packageRoot, ...folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, file), 'utf8'));
}

function namesIn(texts: readonly string[], pattern: RegExp): string[] {
  return [
    ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name))),
  ].sort();
}

/** The parts of the running hub that write; commands for operators and development have their own folder. */
const engine = ['exchange', 'log', 'dispatch', 'store'].flatMap((folder) => sources('hub', folder));
const transactions = namesIn(engine, /\.transaction\('([^']+)'/g);

describe('commit points', () => {
  it('are named after the transaction they stand in', () => {
    const named = namesIn(sources('hub'), /COMMIT POINT: ([a-z]+\.[a-z]+)/g);
    expect(named).toEqual([
      'auditor.admit',
      'auditor.request',
      'auditor.revoke',
      'blob.finish',
      'case.erase',
      'catalogue.import',
      'certificate.forget',
      'certificate.outcome',
      'certificate.record',
      'certificate.recover',
      'directory.change',
      'directory.open',
      'due.derive',
      'exchange.record',
      'file.discard',
      'file.forget',
      'grant.record',
      'inbox.claim',
      'log.bind',
      'log.catchup',
      'log.close',
      'log.open',
      'log.restamp',
      'log.rotate',
      'log.sequence',
      'log.turn',
      'mapping.gaps',
      'mapping.propose',
      'mapping.review',
    ]);
    expect(transactions).toEqual(expect.arrayContaining(named));
  });

  it.each(transactions)('have a fault test: %s', (point) => {
    const tests = sources('test', 'fault').filter((text) => text.includes(`'${point}'`));
    expect(tests).not.toEqual([]);
  });
});
