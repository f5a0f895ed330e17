import type { DeskAct, DeskField } from './desk.js';

type FileAct = Extract<DeskAct, { kind: 'file' }>;
type OtherAct = Extract<DeskAct, { kind: 'other' }>;

/** What a case is opened with. Somebody who only asks about an item names no applicant. */
export type Opening = Pick<FileAct, 'item' | 'mode' | 'lead' | 'form' | 'materials'> &
  Partial<Pick<FileAct, 'applicant'>>;

/** As the exchange has them: in this form nothing was put into the platform's own words. */
const MODES = { REMOTE_INTAKE: 'remote', FULLY_ONLINE: 'online', JOINT: 'joint' } as const;

/** What opens a case on the desk, or a mere question about an item; undefined for every other act. */
export function openingOf(act: DeskAct): Opening | undefined {
  if (act.kind !== 'other' || act.type !== 'ItemConsultationOpened') return filingOf(act);
  const item = act.fields.find(({ path }) => path === 'itemCode')?.value ?? '';
  return { item, mode: 'online', form: [], materials: [] };
}

/**
 * What files a case: an act of filing, or one in the general form, which is how a submission comes that says more than a platform's
 * own form holds. Undefined for every other act.
 */
export function filingOf(act: DeskAct): FileAct | undefined {
  if (act.kind === 'file') return act;
  return act.kind === 'other' && act.type === 'SubmitCase' ? generalFiling(act) : undefined;
}

function generalFiling({ fields }: OtherAct): FileAct {
  const values = new Map(fields.map(({ path, value }) => [path, value]));
  const text = (path: string) => values.get(path) ?? '';
  const phone = values.get('personal.open.applicant.phone');
  const [intake, lead] = [values.get('intakeDivision'), values.get('leadCaseNo')];
  return {
    kind: 'file',
    item: text('itemCode'),
    division: text('divisionCode'),
    ...(intake === undefined ? {} : { intake }),
    ...(lead === undefined ? {} : { lead }),
    mode: Object.entries(MODES).find(([word]) => word === text('mode'))?.[1] ?? 'online',
    applicant: {
      kind: text('personal.open.applicantKind') === 'NATURAL_PERSON' ? 'person' : 'company',
      name: text('personal.open.applicant.name'),
      idNumber: text('personal.open.applicant.idNumber'),
      ...(phone === undefined ? {} : { phone }),
    },
    form: formOf(values),
    materials: [],
  };
}

function formOf(values: ReadonlyMap<string, string | undefined>): DeskField[] {
  const fields: DeskField[] = [];
  for (let i = 0; values.has(`personal.open.form.${i}.name`); i++) {
    const at = (member: string) => values.get(`personal.open.form.${i}.${member}`) ?? '';
    fields.push({ name: at('name'), value: at('value') });
  }
  return fields;
}
