import { describe, expect, it } from 'vitest';
import { CASE_NO_RANDOM_BYTES, formatCaseNo } from '#domain/codes';
import {
  AT,
  EVERYTHING_PASSES,
  EvidenceMaker,
  failing,
  filesOf,
  idOf,
  incomplete,
  verdictsOn,
} from '../../../kit/evidence.js';

const OTHER_CASE = formatCaseNo(AT, new Uint8Array(CASE_NO_RANDOM_BYTES).fill(1));
const RECEIVED = { receivedAt: '2026-11-22T10:00:00+08:00' };

function verdicts(maker: EvidenceMaker) {
  return verdictsOn(filesOf(maker.bundle()), maker.trust());
}

describe('a hub that files acts where they do not belong', () => {
  it('is believed while every act names the case it stands in', () => {
    const maker = new EvidenceMaker().wholeCase(1);
    maker.acknowledge('henan', maker.act('guangdong', 'CaseWithdrawn', {}));
    expect(verdicts(maker)).toEqual(EVERYTHING_PASSES);
  });

  it('is caught with an act that was signed for another case', () => {
    const maker = new EvidenceMaker().wholeCase(1);
    maker.acknowledge('henan', maker.act('guangdong', 'CaseWithdrawn', { caseNo: OTHER_CASE }));
    expect(verdicts(maker)).toEqual(failing('COMMITMENTS'));
  });

  it('is caught when it leaves out acts after which the case stood as before, and closes the gap', () => {
    const maker = new EvidenceMaker().wholeCase(6);
    const unheard = { leaf: { to: [] } }; // as where one platform is both sides: nobody could miss them
    maker.act('henan', 'CaseSuspended', { procedure: '鉴定', reason: '需要鉴定' }, unheard);
    maker.act('henan', 'CaseResumed', {}, unheard);
    maker.act('guangdong', 'CaseWithdrawn', {}, unheard);
    expect(verdicts(maker)).toEqual(EVERYTHING_PASSES);
    const { events, ...bundle } = maker.bundle();
    const told = events.filter(({ type }) => type !== 'CaseSuspended' && type !== 'CaseResumed');
    const renumbered = told.map((event, i) => ({ ...event, seq: i + 1 }));
    expect(verdictsOn(filesOf({ ...bundle, events: renumbered }), maker.trust())).toEqual(
      failing('COMMITMENTS'),
    );
  });

  it('gets nowhere with an acknowledgement of another message than the one that was dispatched', () => {
    const maker = new EvidenceMaker().wholeCase(1);
    const eventSeq = maker.act('guangdong', 'CaseWithdrawn', {});
    maker.act('henan', 'DispatchAcknowledgement', { eventSeq, messageId: idOf(1), ...RECEIVED });
    expect(verdicts(maker)).toEqual(incomplete('RECEIVED'));
  });
});
