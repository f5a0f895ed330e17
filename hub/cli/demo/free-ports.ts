import type { Config } from '#config';
import { isPortFree } from '#hub/store/embedded';
import type { Speech } from '../speech.js';

/** The same configuration with any free port in place of each that somebody else listens on, and says so. */
export async function onFreePorts(config: Config, speech: Speech): Promise<Config> {
  const listen = { ...config.listen };
  for (const name of ['grpc', 'rest', 'open'] as const) {
    const { host, port } = listen[name];
    if (await isPortFree(host, port)) continue;
    speech.say({
      zh: `  ! 端口 ${port}（${name}）已被占用，改用空闲端口；实际地址见下。`,
      en: `  ! port ${port} (${name}) is taken: a free one is used instead, its address is told below.`,
    });
    listen[name] = { host, port: 0 };
  }
  return { ...config, listen };
}
