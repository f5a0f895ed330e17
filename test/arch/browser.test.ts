import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#config';

describe('what is built for a browser', () => {
  it('names nothing that Node.js alone has', async () => {
    const { outputFiles } = await build({
      ...{ absWorkingDir: packageRoot, entryPoints: ['crypto/page/main.ts'], platform: 'browser' },
      ...{ bundle: true, minifySyntax: true, write: false, format: 'esm', legalComments: 'none' },
      external: ['zod', 'sm-crypto-v2', 'fflate', '@noble/*', 'protobufjs'],
    });
    const text = outputFiles.map((file) => file.text).join('\n');
    expect(text).toContain('CaseVerifier');
    const code = text.replaceAll(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
    expect(code.match(/\b(?:Buffer\.\w+|process\.\w+|require\(|node:\w+)/g) ?? []).toEqual([]);
  });
});
