import { parseCertificateId } from '../codes/certificate-id.js';
import { certificateTypeFault } from '../codes/certificate-type.js';
import { groupBy } from '../rules/group.js';
import { RuleDataError } from '../rules/rule-data-error.js';
import { isInForce, overlap, periodFault, type Validity } from '../rules/validity.js';
import type { CertificateRecord } from './versions.js';

/** 证照类型: a kind of electronic certificate, as one ministry defines it. */
export interface CertificateType extends Validity {
  /** 证照类型代码, 21 characters. */
  readonly code: string;
  readonly name: string;
  /** 持证主体代码类型 that its holders are named by. */
  readonly holderCodeTypes: readonly string[];
  readonly source: string;
}

/** An immutable reading of the table of types. A type that is not listed on a day is not known on it. */
export class CertificateTypes {
  readonly rows: readonly CertificateType[];
  readonly #byCode: ReadonlyMap<string, readonly CertificateType[]>;

  /** @throws RuleDataError naming every fault: codes, periods, two rows for one type on one day. */
  constructor(rows: readonly CertificateType[]) {
    const faults = typeFaults(rows);
    if (faults.length > 0) throw new RuleDataError('the certificate types are not valid', faults);
    this.rows = Object.freeze(rows.map((row) => Object.freeze({ ...row })));
    this.#byCode = groupBy(this.rows, ({ code }) => code);
  }

  /** @returns undefined for a type that is not known on that day. @param date YYYY-MM-DD. */
  typeOf(code: string, date: string): CertificateType | undefined {
    return this.#byCode.get(code)?.find((row) => isInForce(row, date));
  }

  /** What the table has against a record: a type not known on the day of its issue, holders named otherwise than its own are. */
  faultsOf({ id, holders }: Pick<CertificateRecord, 'id' | 'holders'>, issuedOn: string): readonly string[] {
    const parsed = parseCertificateId(id);
    if (typeof parsed === 'string') return [`identifier: ${parsed}`];
    const type = this.typeOf(parsed.typeCode, issuedOn);
    if (type === undefined) return [`type ${parsed.typeCode} is not known on ${issuedOn}`];
    return holders.flatMap(({ codeType }, at) =>
      type.holderCodeTypes.includes(codeType)
        ? []
        : [`holder ${at + 1}: ${type.name} is not held under codes of type ${codeType}`],
    );
  }
}

function typeFaults(rows: readonly CertificateType[]): string[] {
  const rowFaults = rows.flatMap((row) =>
    [certificateTypeFault(row.code), periodFault(row), holderTypesFault(row)]
      .filter((fault) => fault !== undefined)
      .map((fault) => `${row.code} ${row.name}: ${fault}`),
  );
  const twice = [...groupBy(rows, ({ code }) => code).values()].flatMap((versions) =>
    versions.flatMap((row, i) =>
      versions
        .slice(i + 1)
        .filter((other) => overlap(row, other))
        .map((other) => `${row.code}: ${row.name} and ${other.name} at the same time`),
    ),
  );
  return [...rowFaults, ...twice];
}

function holderTypesFault({ holderCodeTypes }: CertificateType): string | undefined {
  if (holderCodeTypes.length === 0) return 'nobody can hold it';
  const wrong = holderCodeTypes.find((type) => !/^\d{3}$/.test(type));
  return wrong === undefined ? undefined : `${wrong} is not a type of holder codes, expected three digits`;
}
