import { chain, node, process } from '../bpmn.ts';

/** One type of activity: how it is written, and what completes one performance of it. */
export interface ActivityType {
  name: string;
  /** Inside the activity beside its own parts go loops and the like. */
  write: (id: string, inner?: string, attributes?: string) => string;
  /** The step that completes it; absent: it passes by itself. */
  step?: object;
  /** Processes and global tasks that it calls. */
  roots?: string;
  /** The sub-process it is of a kind with has no start and end events. */
  adHoc?: boolean;
}

const plain = (local: string, more = ''): ActivityType['write'] => {
  return (id, inner = '', attributes = '') => node(local, id, inner, `${more} ${attributes}`);
};
const calling = (called: string): ActivityType['write'] => plain('callActivity', `calledElement="${called}"`);
const body = (id: string): string =>
  node('startEvent', `${id}_s`) + node('userTask', 'inner') + node('endEvent', `${id}_e`) + chain(`${id}_s`, 'inner', `${id}_e`);
const containing = (local: string, inside: (id: string) => string, more = ''): ActivityType['write'] => {
  return (id, inner = '', attributes = '') => node(local, id, inner + inside(id), `${more} ${attributes}`);
};
const inner = { complete: 'inner' };
const script = '<script>{ seen: true }</script>';

/** Every type of activity (10.3), event sub-processes excepted. */
export const ACTIVITIES: ActivityType[] = [
  { name: 'abstract task', write: plain('task') },
  { name: 'user task', write: plain('userTask'), step: { complete: 'a' } },
  { name: 'service task', write: plain('serviceTask') },
  { name: 'send task', write: plain('sendTask', 'messageRef="n"') },
  { name: 'receive task', write: plain('receiveTask', 'messageRef="m"'), step: { message: 'm' } },
  { name: 'manual task', write: plain('manualTask') },
  {
    name: 'script task',
    write: (id, more = '', attributes = '') => node('scriptTask', id, more + script, `scriptFormat="feel" ${attributes}`),
  },
  { name: 'business rule task', write: plain('businessRuleTask') },
  { name: 'sub-process', write: containing('subProcess', body), step: inner },
  { name: 'transaction', write: containing('transaction', body), step: inner },
  { name: 'ad-hoc sub-process, parallel', write: containing('adHocSubProcess', () => node('userTask', 'inner')), step: inner, adHoc: true },
  {
    name: 'ad-hoc sub-process, sequential',
    write: containing('adHocSubProcess', () => node('task', 'first') + node('userTask', 'inner'), 'ordering="Sequential"'),
    step: inner,
    adHoc: true,
  },
  { name: 'call activity: process', write: calling('called'), step: inner, roots: process('called', body('called')) },
  { name: 'call activity: global task', write: calling('gt'), roots: '<globalTask id="gt"/>' },
  { name: 'call activity: global user task', write: calling('gt'), step: { complete: 'a' }, roots: '<globalUserTask id="gt"/>' },
  { name: 'call activity: global manual task', write: calling('gt'), roots: '<globalManualTask id="gt"/>' },
  { name: 'call activity: global business rule task', write: calling('gt'), roots: '<globalBusinessRuleTask id="gt"/>' },
  {
    name: 'call activity: global script task',
    write: calling('gt'),
    roots: `<globalScriptTask id="gt" scriptLanguage="feel">${script}</globalScriptTask>`,
  },
];
