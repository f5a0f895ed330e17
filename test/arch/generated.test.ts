import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#config';

describe('the generated code', () => {
  it('is what `npm run generate` makes of the .proto files', () => {
    const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
      scripts: { generate: string };
    };
    const folder = mkdtempSync(join(tmpdir(), 'tongban-generated-'));
    try {
      const command = scripts.generate.replace('-o proto/gen/', `-o ${folder}/`);
      expect(command).not.toBe(scripts.generate);
      const PATH = `${join(packageRoot, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`;
      execFileSync('sh', ['-c', command], { cwd: packageRoot, env: { ...process.env, PATH } });
      for (const file of ['tongban.js', 'tongban.d.ts']) {
        const made = readFileSync(join(folder, file), 'utf8');
        const committed = readFileSync(join(packageRoot, 'proto', 'gen', file), 'utf8');
        expect(made === committed, `${file} is old: run npm run generate`).toBe(true);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
