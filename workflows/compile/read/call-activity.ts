import type { Activity } from '../../../schema/process/program.ts';
import { insideBraces } from '../expression/juel-parse.ts';
import { localId } from '../model/document.ts';
import { VENDORS } from '../vendor/namespaces.ts';
import { attribute, extensionsOf, flag, type XmlElement } from '../xml/element.ts';
import type { ActivityBase } from './activity.ts';
import { parseText } from './expression.ts';
import type { Place } from './node-base.ts';
import { idOf, type Reading, refuse } from './reading.ts';
import { readTask } from './task.ts';

/** Reads a call activity (10.3.6). What it calls lies in the same file; a global task is run in its place. */
export function readCallActivity(reading: Reading, element: XmlElement, base: ActivityBase, place: Place): Activity | undefined {
  const zeebe = extensionsOf(element).find((one) => one.uri === VENDORS.zeebe && one.local === 'calledElement');
  const name = (zeebe && attribute(zeebe, 'processId')) ?? attribute(element, 'calledElement');
  if (name === undefined) {
    refuse(reading, element, 'invalid-call-activity', 'A call activity needs a called element.');
    return undefined;
  }
  if (insideBraces(name) !== undefined || name.startsWith('=')) {
    const expression = parseText(reading, element, name);
    return expression && { type: 'callActivity', ...base, called: { expression } };
  }
  const id = localId(element, name);
  const found = id === undefined ? undefined : reading.document.byId.get(id);
  if (!found) {
    refuse(reading, element, 'unsupported-called-element', `“${name}” does not lie in this file.`);
    return undefined;
  }
  if (found.local.startsWith('global')) return readTask(reading, found, base, place);
  if (found.local !== 'process') {
    refuse(reading, element, 'invalid-call-activity', `“${name}” is a ${found.local} and cannot be called.`);
    return undefined;
  }
  if (!flag(found, 'isExecutable', true)) {
    reading.findings.add(idOf(reading, found), 'not-executable', `The process “${name}” that is called is not executable.`);
    return undefined;
  }
  return { type: 'callActivity', ...base, called: { literal: idOf(reading, found) } };
}
