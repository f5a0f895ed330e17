import type { ImplementationEntry } from '#domain/item';
import { inventedUscc } from '../kit/uscc.js';

/**
 * An implementation list as large as a country's: 40,000 authorities of three levels, 3,000 items, some hundred names. Invented,
 * with codes that check.
 */

const AUTHORITIES = 40_000;
const ITEMS = 3_000;
const NAMES = 600;

export interface Authority {
  readonly uscc: string;
  readonly division: string;
  readonly level: string;
}

export function* spreadEntries(count: number, platform: string): Generator<ImplementationEntry> {
  const authorities = Array.from({ length: AUTHORITIES }, (_, i) => authorityOf(i));
  const perAuthority = Math.ceil(count / AUTHORITIES);
  let made = 0;
  for (const [i, { uscc, division, level }] of authorities.entries()) {
    for (let k = 0; k < perAuthority && made < count; k++, made++) {
      const item = (i * 7 + k * 113) % ITEMS;
      const basicCode = `0001${String(item).padStart(5, '0')}000`;
      yield {
        implementationCode: `${uscc}${level}${basicCode}`,
        basicCode,
        name: `测试事项第${item % NAMES}号`,
        competentOrg: uscc,
        competentOrgName: `${division}测试部门${i % 40}`,
        platform,
        divisionCode: division,
        modes: k % 3 === 0 ? ['FULLY_ONLINE'] : ['REMOTE_INTAKE', 'FULLY_ONLINE'],
        validFrom: '2020-01-01',
        validTo: undefined,
        source: 'bench: invented',
        version: 1,
      };
    }
  }
}

/** 31 provinces, 330 cities, 2,800 counties; some ten authorities in each place. */
function authorityOf(i: number): Authority {
  const place = i % 3_161;
  const province = 11 + (place % 31);
  const level = place < 31 ? '2' : place < 361 ? '3' : '4';
  const city = level === '2' ? 0 : 1 + (place % 70);
  const county = level === '4' ? 1 + (Math.floor(place / 31) % 99) : 0;
  const division = `${province}${two(city)}${two(county)}`;
  return { uscc: inventedUscc(`11${division}`, i), division, level };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
