import type { HubClient } from '#connectors/kit';
import { type SignedParts, signMessage } from '#crypto/jose';
import { utf8 } from '#crypto/primitives';
import { mod3736 } from '#domain/codes';
import type { Runtime } from '#hub/runtime';
import type { CertificateReference } from '#proto/schema';
import type { PeerMaterial } from '../development/network.js';

/** A platform of the network, speaking to the hub for itself. */
export interface Platform {
  readonly client: HubClient;
  readonly material: PeerMaterial;
}

export type PlatformName = 'guangdong' | 'henan';

/** What the office issues and no sandbox does: types of config/ecert, by the sample authorities. */
export const TYPES = { diploma: '11100000MBY0090078906' } as const;

const ISSUERS = {
  guangdong: { issuer: '11440000MBY900019A', divisionCode: '440000' },
  henan: { issuer: '11410000MBY900027Q', divisionCode: '410000' },
} as const;

/** Electronic certificates of both provinces: issued, looked at for a case, revoked. */
export class CertificateOffice {
  readonly #platforms: Readonly<Record<PlatformName, Platform>>;
  readonly #hubId: string;
  readonly #runtime: Runtime;

  constructor(platforms: Readonly<Record<PlatformName, Platform>>, hubId: string, runtime: Runtime) {
    this.#platforms = platforms;
    this.#hubId = hubId;
    this.#runtime = runtime;
  }

  /** 颁证. @param idNumber of the person who holds it. @returns its identifier. */
  async issue(by: PlatformName, type: keyof typeof TYPES, idNumber: string): Promise<string> {
    const serial = this.#runtime.newId().replaceAll('-', '').toUpperCase();
    const body = [TYPES[type], ISSUERS[by].issuer, serial, '001'];
    const certificateId = `1.2.156.3005.2.${body.join('.')}.${mod3736(body.join(''))}`;
    const holders = [{ codeType: '111', code: idNumber }];
    const validFrom = '2024-01-01';
    const message = { certificateId, ...ISSUERS[by], holders, validFrom };
    await this.#platforms[by].client.reportCertificate(this.#sign(by, 'CertificateIssued', message));
    return certificateId;
  }

  /** 吊销. */
  async revoke(by: PlatformName, certificateId: string, reason: string): Promise<void> {
    const since = new Date(this.#runtime.now()).toISOString();
    const message = { certificateId, state: 'REVOKED', since, reason };
    await this.#platforms[by].client.reportCertificate(this.#sign(by, 'CertificateStateChanged', message));
  }

  /** 状态核验, for one case. @returns what a material says of it. */
  async look(
    by: PlatformName,
    certificateId: string,
    purpose: { readonly basicCode: string; readonly caseRef: string; readonly reason: string },
  ): Promise<CertificateReference> {
    const organisation = ISSUERS[by].issuer;
    const message = { operation: 'STATUS', certificateId, purpose, organisation, clerk: '演示窗口' };
    const release = await this.#platforms[by].client.useCertificate(
      this.#sign(by, 'UseCertificate', message),
    );
    return { certificateId, useId: release.useId };
  }

  /** A number that nobody has used, for a case that is still to be filed. */
  newCaseRef(): string {
    return `MTJ-${this.#runtime.newId().slice(0, 23)}`;
  }

  #sign(by: PlatformName, type: string, body: object): SignedParts {
    return signMessage(
      {
        cty: `tongban.v1.${type}+json`,
        issuer: by,
        audience: this.#hubId,
        messageId: this.#runtime.newId(),
        issuedAt: this.#runtime.now(),
        payload: utf8(JSON.stringify(body)),
      },
      this.#platforms[by].material.messageKey,
    );
  }

  close(): void {
    for (const { client } of Object.values(this.#platforms)) client.close();
  }
}
