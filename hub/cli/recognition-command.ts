import type { Command } from 'commander';
import { readCertificateRules } from '#config';
import { CONDITIONS, type RecognitionRule, type RecognitionVerdict } from '#domain/ecert';
import { dayOf } from '#domain/rules';
import {
  AS_JSON,
  readBasicCode,
  readCertificateType,
  readDay,
  readOneOf,
  readProvince,
} from './arguments.js';
import { type Language, pad } from './speech.js';
import type { CommandContext } from './tongban.js';

interface RulesOptions {
  readonly type?: string;
  readonly from?: string;
  readonly to?: string;
  readonly item?: string;
  readonly level?: string;
  readonly date?: string;
  readonly json?: boolean;
}

/** 互认清单: the rules, or what they say to one question. */
export function registerRecognition(command: Command, context: CommandContext): void {
  command
    .command('rules')
    .description(
      '互认规则；给出类型、两省与事项时说明结论 · the rules of recognition; given type, provinces and item, what they say',
    )
    .option('--type <code>', '证照类型代码 · type of certificate', readCertificateType)
    .option('--from <code>', '颁发地所在省 · province of the issuer', readProvince)
    .option('--to <code>', '用证地所在省 · province of whoever uses it', readProvince)
    .option('--item <code>', '基本编码 · basic code of the item', readBasicCode)
    .option(
      '--level <n>',
      '用证单位行使层级 · level of exercise of whoever uses it',
      readOneOf(['1', '2', '3', '4', '5', '6', '7']),
    )
    .option('--date <YYYY-MM-DD>', '日期，默认今天 · the day; today unless told', readDay)
    .option('--json', AS_JSON)
    .action((options: RulesOptions) => {
      const { recognition, types } = readCertificateRules();
      const { type: typeCode, from: issuedIn, to: usedIn, item: basicCode, level, json } = options;
      const date = options.date ?? dayOf(context.runtime.now());
      const speech = context.speech();
      if (typeCode && issuedIn && usedIn && basicCode) {
        const answer = recognition.decide({
          typeCode,
          issuedIn,
          usedIn,
          basicCode,
          level: level ?? '',
          date,
        });
        const text = `${verdictText(answer, speech.language)}${answer.rule === undefined ? '' : `  ← ${answer.rule}`}`;
        speech.say(json ? JSON.stringify(answer, undefined, 2) : text);
        return;
      }
      const rules = recognition.rulesFor({ typeCode, issuedIn, usedIn, basicCode, level, date });
      if (json) speech.sayJson(rules);
      else if (rules.length === 0) speech.say({ zh: '（无）', en: '(none)' });
      const nameOf = (code: string) => types.typeOf(code, date)?.name ?? '';
      for (const rule of json ? [] : rules) speech.say(ruleLine(rule, nameOf, speech.language));
    });
}

function ruleLine(rule: RecognitionRule, nameOf: (code: string) => string, language: Language): string {
  const { id, typeCode = '*', issuedIn = '*', usedIn = '*', basicCodePrefix, level = '*' } = rule;
  const type = `${pad(typeCode, 23)}${pad(nameOf(typeCode), 26)}`;
  const extent = `${pad(`${issuedIn} → ${usedIn}`, 18)}${pad(`${basicCodePrefix}*`, 15)}${pad(level, 3)}`;
  return `${pad(id, 28)}${type}${extent}${verdictText(rule.verdict, language)}`;
}

function verdictText(verdict: RecognitionVerdict, language: Language): string {
  const isChinese = language === 'zh';
  switch (verdict.kind) {
    case 'RECOGNISED':
      return isChinese ? '认可' : 'recognised';
    case 'CONDITIONAL': {
      const told = verdict.conditions.map((condition) => CONDITIONS[condition][language]);
      return isChinese ? `附条件认可：${told.join('、')}` : `recognised if ${told.join('; ')}`;
    }
    case 'NOT_RECOGNISED':
      return isChinese ? `不认可：${verdict.reason}` : `not recognised: ${verdict.reason}`;
  }
}
