import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConnectorConfigSchema } from '#connectors/kit';
import { startHenanPlatform } from '#connectors/sandbox';
import { freePort } from '#hub/store/embedded';
import { inPlace } from '../kit/conformance.js';
import { launch, TONGBAN } from '../kit/program.js';

/** With a platform and a connector that somebody else runs. */
describe('tongban conformance', () => {
  it('waits for a platform, and tests it with the material that it has handed out', () =>
    inPlace(async ({ folder, conformance, report, expectNothingLeft }) => {
      const [out, json] = [join(folder, 'out'), join(folder, 'report.json')];
      const port = await freePort();
      const args = ['--peer', 'henan', '--listen', `localhost:${port}`, '--out', out, '--json', json];
      const only = ['--only', 'handshake.attach,signing', '--wait'];
      const results = () => report().checks.map(({ id, result }) => `${id} ${result}`);

      const early = await conformance(...args, '--driver', 'http://127.0.0.1:9', ...only, '0');
      expect(early.code).toBe(1);
      expect(early.stdout).toContain(join(out, 'connector.json'));
      expect(results()).toEqual([
        'handshake.attach FAIL',
        'signing.acknowledgement SKIPPED',
        'signing.submission SKIPPED',
      ]);

      const token = 'token-of-a-test';
      const platform = await startHenanPlatform({
        port: 0,
        token,
        serialFile: join(folder, 'serial'),
        now: Date.now,
      });
      const url = `http://127.0.0.1:${platform.port}`;
      const config = join(out, 'connector.json');
      const written = ConnectorConfigSchema.parse(JSON.parse(readFileSync(config, 'utf8')));
      writeFileSync(config, JSON.stringify({ ...written, province: { url, licence: token, pollMs: 50 } }));
      const connector = launch(process.execPath, [TONGBAN, 'connector', 'henan', config], {}); // it goes on trying until there is a hub
      try {
        const late = await conformance(...args, '--driver', url, ...only, '60');
        expect(results()).toEqual([
          'handshake.attach PASS',
          'signing.acknowledgement PASS',
          'signing.submission PASS',
        ]);
        expect(late.code).toBe(0);
        expect(late.stdout).toContain('并非全部检查项');
      } finally {
        connector.signal('SIGTERM');
        await connector.ended;
        await platform.close();
      }
      await expectNothingLeft('henan');
    }));
});
