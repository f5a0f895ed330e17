import { describe, expect, it } from 'vitest';
import { utf8 } from '#crypto/primitives';
import { missing, named } from '../kit/foreign.js';
import { runCommand } from '../kit/program.js';
import { storedArchive } from '../kit/stored-archive.js';

const PYTHON = '/usr/bin/python3';
const reason = missing('Python', PYTHON, ['-c', 'import zipfile']);

const TEST =
  'import io,sys,zipfile; z=zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())); print(z.testzip(), len(z.namelist()))';

describe.skipIf(reason)(named('stored archives, to Python’s own reader', reason), () => {
  it.each([
    ['plain', 4],
    ['with more files than the plain format counts', 66_000],
  ])('are whole: %s', async (_, count) => {
    const names = Array.from({ length: count }, (_, i) => `f/${String(i).padStart(6, '0')}`);
    const archive = await storedArchive(new Map(names.map((name) => [name, utf8(name)])));
    const { stdout, stderr } = await runCommand(PYTHON, ['-c', TEST], {}, archive);
    expect([stderr, stdout]).toEqual(['', `None ${count}\n`]);
  });
});
