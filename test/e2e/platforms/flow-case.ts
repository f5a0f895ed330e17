import { expect } from 'vitest';
import type { CaseView, DeskClient } from '#hub/cli';
import type { Word } from '../../kit/own-words.js';
import type { ProvinceName } from '../../kit/provinces.js';
import { localItem, type Stage } from '../../kit/stage.js';

/** A case of a flow: the desk that files it, the one that decides it, and what both have in common. */

/** Invented persons and organisations with valid numbers. */
export const PEOPLE = {
  ofQingxin: { kind: 'person', name: '李测试', idNumber: '441803199001019018', phone: '0763-5800001' },
  ofZhengzhou: { kind: 'person', name: '王测试', idNumber: '410102198802299026', phone: '0371-60000001' },
  ofChangsha: { kind: 'person', name: '周测试', idNumber: '430102199512319031', phone: '13800000001' },
  ofTaiyuan: { kind: 'person', name: '赵测试', idNumber: '140105200006159042', phone: '13800000002' },
  company: { kind: 'company', name: '广州测试企业', idNumber: '91440100MAY9000661', phone: '020-80000002' },
} as const;

export interface Material {
  readonly name: string;
  readonly source: 'upload' | 'original' | 'certificate' | 'shared';
  /** What the applicant brings as a file. */
  readonly bytes?: Buffer;
}

export interface Filing {
  /** The national code. */
  readonly item: string;
  readonly division: string;
  readonly mode: 'remote' | 'online' | 'joint';
  /** The hub's number of the joint case that it is part of. */
  readonly lead?: string;
  readonly applicant: (typeof PEOPLE)[keyof typeof PEOPLE];
  /** In the words of the platform that files. */
  readonly form: Readonly<Record<string, string>>;
  readonly materials: readonly Material[];
}

export const pdf = (text: string) => Buffer.from(`%PDF-1.4\n% ${text}\n%%EOF\n`);
export const jpeg = (text: string) =>
  Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.from(text), Buffer.from([0xff, 0xd9])]);

export class FlowCase {
  readonly from: ProvinceName;
  readonly to: ProvinceName;
  readonly window: DeskClient;
  readonly office: DeskClient;
  /** The number at the platform that filed it. */
  readonly ref: string;
  readonly caseNo: string;
  /** The number at the platform that decides. */
  readonly officeRef: string;
  readonly #stage: Stage;
  readonly #acts = ['SubmitCase', 'IntakeRecorded'];
  /** What the hub did by itself, which both sides are told of. */
  #hubs = 0;

  private constructor(stage: Stage, from: ProvinceName, to: ProvinceName, refs: readonly string[]) {
    [this.ref = '', this.caseNo = '', this.officeRef = ''] = refs;
    this.#stage = stage;
    this.from = from;
    this.to = to;
    this.window = stage.desk(from);
    this.office = stage.desk(to);
  }

  /** Files it and lets it be taken in: at the window, or online by the deciding office itself. */
  static async open(
    stage: Stage,
    [from, to]: readonly [ProvinceName, ProvinceName],
    filing: Filing,
  ): Promise<FlowCase> {
    const [window, office] = [stage.desk(from), stage.desk(to)];
    const { ref } = await file(window, from, filing);
    const caseNo = await window.numbered(ref);
    const originals = filing.materials.filter(({ source }) => source === 'original').map(({ name }) => name);
    if (filing.mode !== 'online') {
      await window.act(ref, { kind: 'intake', window: '跨省通办窗口', originals });
      const arrived = await office.arrived(caseNo, 'intake');
      return new FlowCase(stage, from, to, [ref, caseNo, arrived.ref]);
    }
    const arrived = await office.arrived(caseNo, 'file');
    await office.act(arrived.ref, { kind: 'intake', window: '网上受理', originals });
    await window.arrived(caseNo, 'intake');
    return new FlowCase(stage, from, to, [ref, caseNo, arrived.ref]);
  }

  /** What the window told the exchange, and what it was told. */
  get near(): { said(): Promise<Word[]>; told(): Promise<Word[]> } {
    const words = this.#stage.words(this.from);
    return { said: () => words.said(this.ref), told: () => words.told(this.caseNo) };
  }

  get far(): { said(): Promise<Word[]>; told(): Promise<Word[]> } {
    const words = this.#stage.words(this.to);
    return { said: () => words.said(this.officeRef), told: () => words.told(this.caseNo) };
  }

  /** 一次性告知, and the answer of the window with what was asked for. */
  async correct(
    notice: { readonly missing: readonly string[]; readonly faulty: Readonly<Record<string, string>> },
    materials: readonly Material[],
  ): Promise<void> {
    const faulty = Object.entries(notice.faulty).map(([material, reason]) => ({ material, reason }));
    const number = `补正〔2026〕${this.caseNo.slice(-6)}号`;
    const act = { kind: 'notice', noticeNo: number, missing: notice.missing, faulty, deadline: '2026-12-03' };
    await this.office.act(this.officeRef, act);
    const { openNotice } = await this.window.arrived(this.caseNo, 'notice');
    await this.window.act(this.ref, {
      kind: 'correct',
      noticeNo: openNotice,
      materials: await attached(this.window, materials),
    });
    await this.office.arrived(this.caseNo, 'correct');
    this.#acts.push('CorrectionNotice', 'CorrectionSubmitted');
  }

  /** 不予受理. @returns the case as the window sees it. */
  async reject(code: string, reason: string): Promise<CaseView> {
    await this.office.act(this.officeRef, { kind: 'reject', code, reason });
    this.#acts.push('CaseNotAccepted');
    return this.window.arrived(this.caseNo, 'reject');
  }

  async accept(promised: string): Promise<void> {
    const documentNo = `受〔2026〕${this.caseNo.slice(-6)}号`;
    await this.office.act(this.officeRef, { kind: 'accept', number: this.officeRef, documentNo, promised });
    await this.office.act(this.officeRef, { kind: 'review' });
    this.#acts.push('CaseAccepted', 'ReviewStarted');
  }

  async decide(documentNo: string, grounds?: string): Promise<void> {
    const reason = grounds === undefined ? {} : { grounds };
    await this.office.act(this.officeRef, {
      kind: 'decide',
      granted: grounds === undefined,
      documentNo,
      ...reason,
    });
    await this.office.act(this.officeRef, { kind: 'conclude' });
    this.#acts.push('DecisionIssued', 'CaseConcluded');
    await this.window.arrived(this.caseNo, 'conclude');
  }

  /** Hands the result to the side of the window, which reads the same bytes. */
  async transfer(document: { name: string; number: string; bytes: Buffer }, waybill?: string): Promise<void> {
    const { name, number, bytes } = document;
    const fileId = await this.office.upload(`${name}.pdf`, 'application/pdf', bytes);
    const way = waybill === undefined ? {} : { waybill };
    await this.office.act(this.officeRef, {
      kind: 'transfer',
      documents: [{ name, number, fileId }],
      ...way,
    });
    const { documents } = await this.window.arrived(this.caseNo, 'transfer');
    expect(documents).toMatchObject([{ name, number }]);
    expect(await this.window.download(documents[0]?.fileId ?? '')).toEqual(bytes);
    this.#acts.push('ResultTransferred');
  }

  /** 送达, by whoever faces the applicant. */
  async deliver(by: 'window' | 'office', how: 'window' | 'courier' | 'electronic', waybill?: string) {
    const act = { kind: 'deliver', how, ...(waybill === undefined ? {} : { waybill }) };
    if (by === 'window') await this.window.act(this.ref, act);
    else await this.office.act(this.officeRef, act);
    await (by === 'window' ? this.office : this.window).arrived(this.caseNo, 'deliver');
    this.#acts.push('ResultDelivered');
  }

  async withdraw(reason: string): Promise<void> {
    await this.window.act(this.ref, { kind: 'withdraw', reason });
    await this.office.arrived(this.caseNo, 'withdraw');
    this.#acts.push('CaseWithdrawn');
  }

  /** What the hub does by itself, and both desks are shown. */
  async hears(type: 'PartOpened' | 'PartEnded'): Promise<void> {
    for (const desk of [this.window, this.office]) await desk.told(this.caseNo, type);
    this.#acts.push(type);
    this.#hubs++;
  }

  /** What was done stands at the hub, acknowledged by both sides, and its evidence verifies offline. @returns the state. */
  prove(): Promise<string> {
    return this.#stage.prove(this.from, this.caseNo, this.#acts, this.#acts.length + this.#hubs);
  }
}

/** A clerk files, in the codes of the clerk's own platform. */
export async function file(desk: DeskClient, platform: ProvinceName, filing: Filing): Promise<CaseView> {
  const { item, form, materials, ...others } = filing;
  return desk.file({
    ...others,
    item: localItem(platform, item),
    form: Object.entries(form).map(([name, value]) => ({ name, value })),
    materials: await attached(desk, materials),
  });
}

export async function attached(desk: DeskClient, materials: readonly Material[]): Promise<object[]> {
  return Promise.all(
    materials.map(async ({ name, source, bytes }) => {
      if (bytes === undefined) return { name, source };
      const type = bytes[0] === 0xff ? 'image/jpeg' : 'application/pdf';
      const fileName = `${name}${type === 'image/jpeg' ? '.jpg' : '.pdf'}`;
      return { name, source, fileId: await desk.upload(fileName, type, bytes) };
    }),
  );
}

/** The file of a material as the office has it. */
export async function fileAt({ office, caseNo }: FlowCase, material: string): Promise<Buffer> {
  const { materials } = await office.arrived(caseNo);
  const found = materials.findLast(({ name, fileId }) => name === material && fileId !== undefined);
  return office.download(found?.fileId ?? expect.fail(`no file of ${material}`));
}

/** What stands with the last act of this word. */
export function contentOf(words: readonly Word[], word: string): Word['content'] {
  const found = words.findLast((each) => each.word === word);
  return found?.content ?? expect.fail(`no ${word} among ${words.map((each) => each.word).join(' ')}`);
}

export function wordsOf(words: readonly Word[]): string {
  return words.map(({ word }) => word).join(' ');
}
