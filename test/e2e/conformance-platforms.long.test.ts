import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '#hub/cli';
import { inPlace } from '../kit/conformance.js';

/** All five at once, each with hub, platform and connector of its own: what they wait for together costs no time. */
describe.concurrent('tongban conformance', { timeout: 600_000 }, () => {
  it.each(['guangdong', 'henan', 'hunan', 'qingxin', 'shanxi'])(
    'finds the platform and connector of %s ready',
    (peer) =>
      inPlace(async ({ folder, conformance, report, expectNothingLeft }) => {
        const [json, html] = [join(folder, 'report.json'), join(folder, 'report.html')];
        const quick = ['--load', '6', '--idle', '1', '--outage', '1', '--json', json, '--html', html];
        const { code, stdout } = await conformance('--peer', peer, '--sandbox', ...quick);
        const told = report();
        expect(told.checks.filter(({ result }) => result !== 'PASS')).toEqual([]);
        expect(code).toBe(0);
        expect(stdout).toContain(`结论：全部 ${CHECKS.length} 项通过。`);
        expect(told).toMatchObject({ summary: 'PASS', isComplete: true, peer: { id: peer }, driver: 'desk' });
        expect(told.checks.map(({ id }) => id)).toEqual(CHECKS.map(({ id }) => id));
        expect(JSON.stringify(told)).not.toMatch(/441803199001019018|李测试/);
        const page = readFileSync(html, 'utf8');
        expect(page).toContain(told.peer.kid);
        expect(page).not.toMatch(/(?:src|href|url\()=?["']?https?:/);
        await expectNothingLeft(peer);
      }),
  );
});
