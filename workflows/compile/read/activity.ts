import type { Activity } from '../../../schema/process/program.ts';
import { readStage } from '../approval/read-approval.ts';
import { attribute, flag, type XmlElement } from '../xml/element.ts';
import { readCallActivity } from './call-activity.ts';
import { readAssociations, readDataItems } from './data.ts';
import { readDefault } from './default-flow.ts';
import { loopData, readLoop } from './loop.ts';
import type { NodeBase, Place } from './node-base.ts';
import { type Reading, refuse } from './reading.ts';
import { readSubProcess } from './sub-process.ts';
import { readTask } from './task.ts';

/** What every activity has (10.3), its kind left out. */
export type ActivityBase = Omit<Extract<Activity, { type: 'task' | 'manualTask' }>, 'type'>;

/** Reads an activity: its loop, its data, and what its kind adds. Attached events are filled in when the scope is read. */
export function readActivity(reading: Reading, element: XmlElement, base: NodeBase, place: Place): Activity | undefined {
  const activity = readBase(reading, element, base, place);
  switch (element.local) {
    case 'subProcess':
    case 'transaction':
    case 'adHocSubProcess':
      return readSubProcess(reading, element, activity);
    case 'callActivity':
      return readCallActivity(reading, element, activity, place);
    default:
      return readTask(reading, element, activity, place);
  }
}

function readBase(reading: Reading, element: XmlElement, base: NodeBase, place: Place): ActivityBase {
  const loop = readLoop(reading, element, { throws: false, node: element, process: place.process, payload: {} });
  const data = readDataItems(reading, element);
  const looped = loopData(reading, element);
  const inputs = readAssociations(reading, element, 'dataInputAssociation').filter((one) => !looped.has(one.to));
  const outputs = readAssociations(reading, element, 'dataOutputAssociation').filter((one) => !looped.has(one.from.text));
  const stage = readStage(reading, element);
  return {
    ...base,
    ...readDefault(reading, element),
    boundary: [],
    ...(flag(element, 'isForCompensation', false) ? { forCompensation: true } : {}),
    ...(loop ? { loop } : {}),
    ...(data.length > 0 ? { data } : {}),
    ...(inputs.length > 0 ? { inputs } : {}),
    ...(outputs.length > 0 ? { outputs } : {}),
    ...quantity(reading, element, 'startQuantity'),
    ...quantity(reading, element, 'completionQuantity'),
    ...(stage ? { stage } : {}),
  };
}

function quantity(reading: Reading, element: XmlElement, name: 'startQuantity' | 'completionQuantity'): Partial<ActivityBase> {
  const value = Number(attribute(element, name) ?? 1);
  if (value < 1) refuse(reading, element, 'invalid-attribute', `“${name}” is at least 1.`);
  return value > 1 ? { [name]: value } : {};
}
