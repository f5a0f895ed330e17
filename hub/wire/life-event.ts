import type { LifeEventView, MemberProgress, PrerequisiteResult } from '#hub/exchange';
import { tongban } from '#proto/codec';
import { progressWords, wholeWords } from './progress-words.js';
import { toWholeRating } from './rating.js';

const { v1 } = tongban;

export function toLifeEvent(view: LifeEventView): tongban.v1.LifeEvent.$Properties {
  const { lifeEventNo, submitter, submitterCaseRef = '', members, rating } = view;
  const { zh: textZh, en: textEn } = wholeWords(view);
  const told = {
    ...{ lifeEventNo, submitter, submitterCaseRef, textZh, textEn },
    state: v1.CaseState[view.state],
    members: members.map((each) => toProgress(each, members)),
    done: members.filter(({ standing }) => standing === 'DONE').length,
    total: members.length,
  };
  if (rating === undefined) return told;
  return { ...told, rating: toWholeRating(rating), ratingComment: rating.comment ?? '' };
}

function toProgress(
  each: MemberProgress,
  all: readonly MemberProgress[],
): tongban.v1.LifeEventProgress.$Properties {
  const { member, dependsOn, waitsFor, own } = each;
  const { zh: textZh, en: textEn } = progressWords(each, all);
  const told = {
    ...{ member, textZh, textEn },
    dependsOn: [...dependsOn],
    standing: v1.LifeEventProgress.Standing[each.standing],
    waitsFor: [...waitsFor],
  };
  if (own === undefined) return told;
  const { itemCode, divisionCode = '', itemName = '', row, results } = own;
  const declared = { ...told, itemCode, divisionCode, itemName, results: results.map(toResult) };
  if (row === undefined) return declared;
  return {
    ...declared,
    caseNo: row.caseNo,
    state: v1.CaseState[row.state],
    competent: row.competent,
  };
}

function toResult({
  member,
  caseNo,
  documents,
  isErased: erased,
}: PrerequisiteResult): tongban.v1.PrerequisiteResult.$Properties {
  return { member, caseNo, erased, documents: documents.map(toDocument) };
}

function toDocument({
  name,
  documentNo = '',
  blob,
}: PrerequisiteResult['documents'][number]): tongban.v1.ResultDocument.$Properties {
  return blob === undefined ? { name, documentNo } : { name, documentNo, blob };
}
