import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../kit/eventually.js';
import { type Launched, launch, processesIn, run, TONGBAN } from '../kit/program.js';

describe('npm start', () => {
  const occupant = createServer();
  let folder: string;
  let taken: number;
  let network: Launched | undefined;
  let firstCase: string;
  let firstSize: number;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-start-'));
    chmodSync(folder, 0o755); // under root the database runs as another user
    await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve));
    taken = (occupant.address() as { port: number }).port;
  });
  afterAll(async () => {
    if (processesIn(folder).size > 0) network?.signal('SIGTERM');
    await network?.ended;
    await new Promise((resolve) => occupant.close(resolve));
    rmSync(folder, { recursive: true });
  });

  function start(command: string, args: readonly string[]): Launched {
    const settings = [`open.port=${taken}`, 'rest.port=0', 'grpc.port=0'];
    const flags = settings.flatMap((each) => ['--set', `listen.${each}`]);
    network = launch(command, [...args, ...flags], { TONGBAN_DATA_DIR: folder });
    return network;
  }

  /** The addresses that it prints under a name. */
  function addresses(name: string): string[] {
    const line = network
      ?.output()
      .split('\n')
      .find((each) => each.trim().startsWith(`${name}:`));
    return line?.match(/https?:\/\/\S+/g) ?? [];
  }

  it('gets ready, and says that it had to take another port', async () => {
    const { output } = start('npm', ['start', '--']);
    // It builds first, beside the other tests.
    await eventually(() => expect(output()).toContain('按 Ctrl-C 结束。数据会保留。'), 180_000);
    expect(output()).toContain(`端口 ${taken}（open）已被占用，改用空闲端口`);
    expect(output()).toContain('9/9 个办件结果符合预期，证据离线核验通过。');
    firstCase = /TB\w{30}/.exec(output())?.[0] ?? '';
  }, 200_000);

  it('serves what it prints', async () => {
    for (const name of ['接口说明', '指标', '日志检查点']) {
      const [address = ''] = addresses(name);
      expect((await fetch(address)).status).toBe(200);
    }
    const [origin, size] = (await (await fetch(addresses('日志检查点')[0] ?? '')).text()).split('\n');
    expect(origin).toBe('tongban-dev.localhost/audit/1');
    firstSize = Number(size);
    const desks = addresses('广东、河南沙箱').map(async (desk) => (await fetch(desk)).json());
    const [guangdong, henan] = await Promise.all(desks);
    expect(henan).toHaveLength(10); // one of its nine is joint, and has a part beside
    expect(guangdong).toHaveLength(9); // the hub refused one of Henan's
  });

  it('ends in order at Ctrl-C and leaves no process behind', async () => {
    expect(processesIn(folder).size).toBeGreaterThan(0);
    network?.signal('SIGINT');
    await network?.ended;
    expect(network?.output()).toContain('✓ 收场');
    expect([...processesIn(folder).values()]).toEqual([]);
  });

  it('goes on with its data when started again, and can be told to end before it is ready', async () => {
    const { output, signal, ended } = start(process.execPath, [TONGBAN, 'start']);
    await eventually(() => expect(output()).toContain('[1/9]'));
    signal('SIGTERM');
    expect(await ended).toBe(1); // not all cases were played
    expect(output()).toContain('✓ 收场');
    expect([...processesIn(folder).values()]).toEqual([]);
    const environment = { TONGBAN_DATA_DIR: folder };
    const [found, log] = [
      await run(TONGBAN, ['case', firstCase, '--json'], { environment }),
      await run(TONGBAN, ['log'], { environment }),
    ];
    expect(JSON.parse(found.stdout)).toMatchObject({ case: { state: 'RESULT_DELIVERED' } });
    expect(Number(log.stdout.split('\n')[1])).toBeGreaterThanOrEqual(firstSize);
    expect([...processesIn(folder).values()]).toEqual([]);
  });
});
