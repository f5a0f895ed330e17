import { readFile, writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { ConnectorConfigSchema, drawPng, drawSvg, drawText, openOnce } from '#connectors/kit';
import { readJson, validate } from '#proto/schema';
import { AS_JSON, readWhole } from './arguments.js';
import type { CommandContext } from './tongban.js';

interface OpenOptions {
  readonly certificate: string;
  readonly holder: { readonly codeType: string; readonly code: string };
  readonly fields: readonly string[];
  readonly audience?: string;
  readonly life?: number;
  readonly svg?: string;
  readonly png?: string;
  readonly json?: boolean;
}

/** 亮证 at a window of a platform: the holder has been identified, and gets a code on the screen. */
export function registerOpen(certificates: Command, context: CommandContext): void {
  certificates
    .command('open')
    .description(
      '为已核验身份的持证主体取得亮证码，显示二维码 · open a code for a holder, and show it as a QR code',
    )
    .argument('<config>', '本平台的连接器配置（JSON） · configuration of the platform’s connector')
    .requiredOption('--certificate <identifier>', '电子证照标识 · the certificate that is shown')
    .requiredOption('--holder <type:code>', '持证主体，如 111:身份证号 · whose it is', readHolder)
    .requiredOption(
      '--fields <names>',
      '可出示的字段，逗号分隔 · fields that may be shown, with commas',
      readNames,
    )
    .option('--audience <peer>', '仅限此平台扫码 · the one platform that may scan it')
    .option('--life <seconds>', '有效时间 · how long it is good for', readWhole(1, 300))
    .option('--svg <file>', '另存为 SVG · also write it as SVG')
    .option('--png <file>', '另存为 PNG · also write it as PNG')
    .option('--json', AS_JSON)
    .action(async (file: string, options: OpenOptions) => {
      const config = validate(ConnectorConfigSchema, readJson(await readFile(file)), `${file} is not valid`);
      const { certificate: certificateId, holder, fields, audience, life: lifeSeconds, svg, png } = options;
      const body = { certificateId, holder, fields, audience, lifeSeconds };
      const { code, expiresAt } = await openOnce(config, body, context.runtime.now());
      // Whoever reads the file can redeem the code first.
      if (svg !== undefined) await writeFile(svg, await drawSvg(code), { mode: 0o600 });
      if (png !== undefined) await writeFile(png, await drawPng(code), { mode: 0o600 });
      const speech = context.speech();
      if (options.json) return speech.sayJson({ code, expiresAt });
      speech.say(drawText(code).trimEnd());
      speech.say(code);
      speech.say({ zh: `一次有效，至 ${expiresAt}`, en: `good once, until ${expiresAt}` });
    });
}

function readHolder(text: string): OpenOptions['holder'] {
  const [, codeType, code] = /^(\d{3}):(\S+)$/.exec(text) ?? [];
  if (codeType !== undefined && code !== undefined) return { codeType, code };
  throw new InvalidArgumentError('应为 类型:号码，如 111:… · expected type:code, like 111:…');
}

function readNames(text: string): string[] {
  return text.split(',').filter((name) => name !== '');
}
