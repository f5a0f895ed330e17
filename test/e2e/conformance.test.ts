import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { base64 } from '#crypto/primitives';
import { DevelopmentNetwork } from '#hub/cli';
import { systemRuntime } from '#hub/runtime';
import { inPlace } from '../kit/conformance.js';
import { eventually } from '../kit/eventually.js';
import { launch, TONGBAN } from '../kit/program.js';

/** As the people of a province run it. */
describe('tongban conformance', () => {
  it('ends in order at Ctrl-C and leaves nothing behind', () =>
    inPlace(async ({ environment, expectNothingLeft }) => {
      const args = ['conformance', '--peer', 'henan', '--sandbox', '--idle', '600', '--only', 'handshake'];
      const { signal, ended, output } = launch(process.execPath, [TONGBAN, ...args], environment);
      await eventually(() => expect(output()).toContain('✓ handshake.attach'));
      signal('SIGINT');
      expect(await ended).toBe(2);
      expect(output()).toContain('handshake.idle');
      expect(output()).toContain('运行被中断');
      expect(output()).toContain('✓ 收场');
      await expectNothingLeft('henan');
    }));

  it('takes the platform’s own keys, and asks for no others', () =>
    inPlace(async ({ folder, conformance, report }) => {
      const network = new DevelopmentNetwork(join(folder, 'theirs'), systemRuntime());
      const { folder: theirs, messageKey } = await network.peerMaterial('any', 'SM2');
      const [publicKey, out, json] = ['public.pem', 'out', 'report.json'].map((name) =>
        join(folder, name),
      ) as [string, string, string]; // three
      const { spki } = messageKey.key.publicKey;
      writeFileSync(publicKey, `-----BEGIN PUBLIC KEY-----\n${base64(spki)}\n-----END PUBLIC KEY-----\n`);
      const { code } = await conformance(
        ...['--peer', 'henan', '--driver', 'http://127.0.0.1:9', '--wait', '0', '--only', 'handshake.attach'],
        ...['--public-key', publicKey, '--certificate', join(theirs, 'client.crt')],
        ...['--authority', join(theirs, 'authority.crt'), '--out', out, '--json', json],
      );
      expect(code).toBe(1);
      expect(report().peer).toMatchObject({ id: 'henan', suite: 'SM2', kid: messageKey.kid });
      expect(readdirSync(join(out, 'keys'))).toEqual(['hub-authority.crt']);
    }));

  it.each([
    ['a platform that nobody drives', ['--peer', 'guangdong'], '--driver'],
    ['a number that is none', ['--peer', 'guangdong', '--sandbox', '--load', 'many'], '--load'],
  ])('refuses %s in a sentence, with exit code 2', (_, args, sentence) =>
    inPlace(async ({ environment, conformance }) => {
      const { code, stderr } = await conformance(...args);
      expect(stderr).toContain(sentence);
      expect(stderr).not.toContain('    at ');
      expect(code).toBe(2);
      expect(readdirSync(environment.TMPDIR ?? '')).toEqual([]);
    }),
  );
});
