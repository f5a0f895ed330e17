import type { AuthorityDetails, ItemToCompare, SamenessElement } from '#domain/sameness';

/** A sample in which every kind of result occurs, and whose authors wish everybody ill. Invented, like all of it. */

export const HOSTILE_NAME = '<script>alert("名")</script>';
export const FORMULA = "=cmd|'/c calc'!A1";

const BASIC = '002091010000';

function authority(
  divisionCode: string,
  competentOrgName: string,
  details: AuthorityDetails['details'],
): AuthorityDetails {
  return {
    implementationCode: `impl-${divisionCode}`,
    competentOrg: `org-${divisionCode}`,
    competentOrgName,
    divisionCode,
    level: '4',
    name: '居民身份证换领',
    basicCode: BASIC,
    details,
  };
}

export const ELEMENTS: readonly SamenessElement[] = [
  {
    id: 'limit',
    nameZh: '办结时限',
    nameEn: 'time limit',
    read: 'promisedLimit',
    compare: 'LIMIT',
    mayBeBetter: true,
  },
  {
    id: 'steps',
    nameZh: '办理流程',
    nameEn: 'procedure',
    read: 'steps',
    compare: 'ORDERED',
    mayBeBetter: false,
  },
  { id: 'form', nameZh: '申请表单', nameEn: 'form', read: 'formFields', compare: 'SET', mayBeBetter: false },
];

export const ITEMS: readonly ItemToCompare[] = [
  {
    basicCode: BASIC,
    name: '居民身份证换领',
    national: { promisedLimit: { amount: 20, unit: 'WORKING_DAY' } },
    authorities: [
      authority('441803', '清新区测试机关', {
        promisedLimit: { amount: 5, unit: 'WORKING_DAY' },
        steps: ['受理', '审查', '制证'],
        formFields: ['姓名'],
      }),
      authority('430100', HOSTILE_NAME, {
        promisedLimit: { amount: 60, unit: 'CALENDAR_DAY' },
        steps: [FORMULA, '" onmouseover="alert(1)'],
        formFields: ['姓名'],
      }),
    ],
  },
  {
    basicCode: '002090009000',
    name: `+${HOSTILE_NAME}`,
    national: { formFields: [] },
    authorities: [
      authority('441803', '清新区测试机关', { formFields: [] }),
      authority('430100', FORMULA, {}),
    ],
  },
];
