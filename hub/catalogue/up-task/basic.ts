import { parseItemCode } from '#domain/codes';
import { dateOfDay, dayNumber, type ImplementationRecord, type Stated } from '#domain/item';
import type { Cells } from '../cells.js';
import { readDivision } from '../flat/shared.js';
import type { TableLayout } from '../layout.js';
import type { RowContent } from '../rows.js';
import { codeOf, codesOf, columnsOf, detailsOf, limitOf, linesOf, modeColumns, modesOf } from './reading.js';
import type { UpTaskRules } from './rules.js';

const REQUIRED = ['task_name', 'task_type', 'task_code', 'use_level', 'dept_name', 'cd_operation'];
const OPTIONAL = [
  ...['catalog_code', 'local_catalog_code', 'local_task_code', 'task_handle_item', 'task_state', 'by_law'],
  ...[
    'dept_code',
    'dept_type',
    'server_type',
    'project_type',
    'handle_type',
    'accept_condition',
    'handle_flow',
  ],
  ...[
    'anticipate_day',
    'anticipate_type',
    'promise_day',
    'promise_type',
    'special_procedure',
    'limit_scene_num',
  ],
  ...['is_fee', 'transact_addr', 'transact_time', 'link_way', 'supervise_way'],
  ...['plan_effective_date', 'plan_cancel_date'],
];

/** up_task_general_basic and up_task_public_basic: one task of one authority a row. */
export function basicLayout(rules: UpTaskRules): TableLayout {
  return {
    isForeign: true,
    columns: columnsOf([...REQUIRED, rules.link.basic], [...OPTIONAL, ...modeColumns(rules, 'basic')]),
    read: (cells) => readTask(cells, rules),
  };
}

function readTask(cells: Cells, rules: UpTaskRules): RowContent {
  const codes = readCodes(cells, rules);
  const operation = codeOf(cells, rules, 'cd_operation', 'operation');
  const state = codeOf(cells, rules, 'task_state', 'taskState');
  const row: Stated<ImplementationRecord> = {
    ...codes,
    name: cells.required('task_name', 1_000),
    competentOrgName: cells.required('dept_name', 200),
    platform: rules.platform,
    modes: modesOf(cells, rules, 'basic'),
    ...readPeriod(cells),
    localCode: cells.optional('local_task_code', 50),
    localBasicCode: cells.optional('local_catalog_code', 50),
    details: readDetails(cells, rules),
    source: rules.sourceName,
  };
  const handlingItem = readHandlingItem(cells, codes.implementationCode);
  const partKey = cells.required(rules.link.basic, 50);
  const isEnded = operation === 'END' || state === 'END';
  const content = { kind: 'entry', row, isEnded, partKey } as const;
  return handlingItem === undefined ? content : { ...content, handlingItem };
}

/** The codes of a task, and what follows from them: the division is that of the authority's own code. */
function readCodes(cells: Cells, rules: UpTaskRules) {
  const implementationCode = cells.required('task_code', 50);
  const none = { implementationCode, basicCode: '', competentOrg: '', divisionCode: '' };
  if (implementationCode === '') return none;
  const code = parseItemCode(implementationCode);
  if (typeof code === 'string' || code.kind !== 'IMPLEMENTATION' || code.implementation === undefined) {
    const why = typeof code === 'string' ? code : `31 ≠ ${implementationCode.length}`;
    cells.fault('BAD_ITEM_CODE', 'task_code', `${implementationCode}: ${why}`);
    return none;
  }
  const { competentOrg, level } = code.implementation;
  agree(cells, 'catalog_code', cells.text('catalog_code'), code.basicCode);
  agree(cells, 'use_level', codeOf(cells, rules, 'use_level', 'useLevel') ?? '', level);
  const deptCode = cells.text('dept_code');
  if (deptCode.length === competentOrg.length) agree(cells, 'dept_code', deptCode, competentOrg);
  codeOf(cells, rules, 'task_type', 'taskType');
  codeOf(cells, rules, 'dept_type', 'authorityKind');
  return {
    implementationCode,
    basicCode: code.basicCode,
    competentOrg,
    divisionCode: readDivision(cells, 'task_code', competentOrg.slice(2, 8)),
  };
}

function agree(cells: Cells, column: string, text: string, expected: string): void {
  if (text !== '' && text !== expected) cells.fault('CODES_DISAGREE', column, `${text} ≠ ${expected}`);
}

function readHandlingItem(cells: Cells, implementationCode: string): string | undefined {
  const text = cells.text('task_handle_item');
  if (text === '') return undefined;
  if (!/^\d{2}$/.test(text.slice(implementationCode.length)) || !text.startsWith(implementationCode))
    cells.fault('CODES_DISAGREE', 'task_handle_item', `${text} ≠ ${implementationCode}…`);
  return text;
}

/** The day of cancellation is the first without the task. */
function readPeriod(cells: Cells): { validFrom: string | undefined; validTo: string | undefined } {
  const validFrom = cells.date('plan_effective_date');
  const cancelled = cells.date('plan_cancel_date');
  if (cancelled === undefined) return { validFrom, validTo: undefined };
  if (validFrom !== undefined && cancelled <= validFrom)
    cells.fault('BAD_PERIOD', 'plan_cancel_date', `${validFrom} … ${cancelled}`);
  return { validFrom, validTo: dateOfDay(dayNumber(cancelled) - 1) };
}

function readDetails(cells: Cells, rules: UpTaskRules) {
  const isFree = codeOf(cells, rules, 'is_fee', 'yesNo') === 'NO';
  return detailsOf(cells, {
    legalBasis: linesOf(cells, 'by_law'),
    applicantKinds: codesOf(cells, rules, 'server_type', 'applicantKind'),
    caseType: codeOf(cells, rules, 'project_type', 'caseType'),
    handlingForms: codesOf(cells, rules, 'handle_type', 'handlingForm'),
    statutoryLimit: limitOf(cells, rules, 'anticipate_day', 'anticipate_type'),
    promisedLimit: limitOf(cells, rules, 'promise_day', 'promise_type'),
    conditions: linesOf(cells, 'accept_condition'),
    steps: linesOf(cells, 'handle_flow'),
    visits: cells.count('limit_scene_num'),
    fees: isFree ? [] : undefined,
    specialProcedures: codesOf(cells, rules, 'special_procedure', 'specialProcedure'),
    places: linesOf(cells, 'transact_addr'),
    hours: linesOf(cells, 'transact_time'),
    enquiries: linesOf(cells, 'link_way'),
    complaints: linesOf(cells, 'supervise_way'),
  });
}
