import { foreignAttribute, APPROVAL, attribute, childrenOf, flag, type XmlElement } from '../xml/element.ts';
import { readBodies } from './scope.ts';
import { idOf, type Reading } from './reading.ts';

/** Reads every executable process of the file; a file without one is refused. */
export function readProcesses(reading: Reading): void {
  const all = childrenOf(reading.document.root, 'process');
  const executable = all.filter((process) => flag(process, 'isExecutable', true));
  if (all.length === 0) reading.findings.add(null, 'not-executable', 'The file has no process.');
  else if (executable.length === 0) for (const process of all) reportNotExecutable(reading, process);
  for (const process of executable) {
    const id = idOf(reading, process);
    const name = attribute(process, 'name');
    reading.processes[id] = {
      id,
      ...(name === undefined ? {} : { name }),
      executable: true,
      compensateOnReturn: foreignAttribute(process, APPROVAL, 'compensateOnReturn') === 'true',
    };
    readBodies(reading, process);
  }
}

export function reportNotExecutable(reading: Reading, process: XmlElement): void {
  reading.findings.add(idOf(reading, process), 'not-executable', 'The process says isExecutable="false".');
}
