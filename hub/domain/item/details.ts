/**
 * What an authority promises and asks for when it handles an item: the elements of an implementation entry (实施清单) that
 * people compare between places. Field names of the national exchange tables (`up_task_general_basic` and its siblings) stand
 * beside each; code lists are those of GB/T 39046—2020, annex A. Everything may be missing: an authority that has said
 * nothing is not the same as one that asks for nothing.
 */
export interface ItemDetails {
  /** 设定依据, by_law. */
  readonly legalBasis?: readonly string[];
  /** 服务对象, server_type: codes of A.4. */
  readonly applicantKinds?: readonly string[];
  /** 办件类型, project_type: code of A.6. */
  readonly caseType?: string;
  /** 法定办结时限, anticipate_day / anticipate_type. */
  readonly statutoryLimit?: TimeLimit;
  /** 承诺办结时限, promise_day / promise_type. */
  readonly promisedLimit?: TimeLimit;
  /** 受理条件, accept_condition: one condition a line. */
  readonly conditions?: readonly string[];
  /** 办理流程, handle_flow: the steps in order. */
  readonly steps?: readonly string[];
  /** 到办事现场次数, limit_scene_num. */
  readonly visits?: number;
  /** `…_material`. */
  readonly materials?: readonly RequiredMaterial[];
  /** `…_fee_project`; an empty list: free of charge. */
  readonly fees?: readonly Fee[];
  /** 申请表单: the names of its fields. */
  readonly formFields?: readonly string[];
  /** 审批结果, result_type / result_name. */
  readonly results?: readonly ItemResult[];
  /** 特别程序, special_procedure. */
  readonly specialProcedures?: readonly string[];
  /** 业务办理项, task_handle_item: the handling items of one implementation, when there are several. */
  readonly handlingItems?: readonly HandlingItem[];
  /** 办理形式, handle_type: codes of A.5. */
  readonly handlingForms?: readonly string[];
  /** 办理地点, transact_addr. */
  readonly places?: readonly string[];
  /** 办理时间, transact_time. */
  readonly hours?: readonly string[];
  /** 咨询方式, link_way. */
  readonly enquiries?: readonly string[];
  /** 监督投诉方式, supervise_way. */
  readonly complaints?: readonly string[];
}

export interface TimeLimit {
  readonly amount: number;
  readonly unit: 'WORKING_DAY' | 'CALENDAR_DAY' | 'HOUR' | 'MONTH';
}

export interface RequiredMaterial {
  /** material_name. */
  readonly name: string;
  /** is_need. */
  readonly isRequired: boolean;
  /** material_format: ORIGINAL 原件, COPY 复印件, ELECTRONIC 电子. */
  readonly form?: 'ORIGINAL' | 'COPY' | 'ELECTRONIC';
  /** page_num 份数. */
  readonly copies?: number;
  /** source_explain 来源渠道. */
  readonly origin?: string;
  /** by_law. */
  readonly legalBasis?: string;
}

export interface Fee {
  /** fee_name. */
  readonly name: string;
  /** fee_stand 收费标准, as the authority words it. */
  readonly standard: string;
  /** is_desc 是否允许减免. */
  readonly isReducible?: boolean;
  /** by_law. */
  readonly legalBasis?: string;
}

export interface HandlingItem {
  /** 33 characters. */
  readonly code: string;
  readonly name: string;
}

export interface ItemResult {
  /** 1 证照, 2 批文, 3 其他, 4 无. */
  readonly kind: string;
  readonly name: string;
}
