/** Words for a person, Chinese first. */
export interface Words {
  readonly 'zh-CN': string;
  readonly en: string;
}
