/** Codes of GB/T 39046—2020, annex A, and of the national exchange tables, as people read them. Unknown ones stay codes. */

const LEVELS: Readonly<Record<string, string>> = {
  1: '国家级',
  2: '省级',
  3: '市级',
  4: '县级',
  5: '镇（乡、街道）级',
  6: '村（社区）级',
  7: '分级管理',
};

const CASE_TYPES: Readonly<Record<string, string>> = { 1: '即办件', 2: '承诺件', 9: '其他' };

const APPLICANT_KINDS: Readonly<Record<string, string>> = {
  1: '自然人',
  2: '企业法人',
  3: '事业法人',
  4: '社会组织法人',
  5: '行政机关',
  6: '其他组织',
};

const RESULT_KINDS: Readonly<Record<string, string>> = { 1: '证照', 2: '批文', 3: '其他', 4: '无' };

const UNITS: Readonly<Record<string, string>> = {
  WORKING_DAY: '个工作日',
  CALENDAR_DAY: '个自然日',
  HOUR: '小时',
  MONTH: '个月',
};

const FORMS: Readonly<Record<string, string>> = { ORIGINAL: '原件', COPY: '复印件', ELECTRONIC: '电子' };

function labelled(labels: Readonly<Record<string, string>>): (code: string) => string {
  return (code) => (Object.hasOwn(labels, code) ? (labels[code] ?? code) : code);
}

export const levelLabel = labelled(LEVELS);
export const caseTypeLabel = labelled(CASE_TYPES);
export const applicantLabel = labelled(APPLICANT_KINDS);
export const resultLabel = labelled(RESULT_KINDS);
export const unitLabel = labelled(UNITS);
export const formLabel = labelled(FORMS);
