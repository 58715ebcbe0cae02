import { diagramOf } from './diagram.ts';

const namespaces = [
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:di="http://www.omg.org/spec/DD/20100524/DI" targetNamespace="urn:bench"',
].join(' ');

/** A process that both engines run as it stands. */
export interface Model {
  name: string;
  xml: string;
  /** Flow nodes. */
  elements: number;
  /** What one case has to have completed: user tasks and services. */
  completions: number;
}

/** What the conditions read; the same in every case. */
export const variables = { amount: 500, urgent: false };

class Drawing {
  private readonly parts: string[] = [];
  private readonly nodes: string[] = [];
  private readonly flows: string[] = [];
  private completions = 0;

  get elements(): number {
    return this.nodes.length;
  }

  node(tag: string, id: string, attributes = '', inner = ''): string {
    this.nodes.push(id);
    this.parts.push(`<${tag} id="${id}"${attributes}>${inner}</${tag}>`);
    return id;
  }

  userTask(id: string, inner = '', times = 1): string {
    this.completions += times;
    return this.node('userTask', id, '', inner);
  }

  service(id: string): string {
    this.completions++;
    return this.node('serviceTask', id, ' implementation="${environment.services.work}"');
  }

  flow(from: string, to: string, condition?: string, id = `flow${this.flows.length}`): void {
    this.flows.push(id);
    const inner = condition === undefined ? '' : `<conditionExpression xsi:type="tFormalExpression">${condition}</conditionExpression>`;
    this.parts.push(`<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${inner}</sequenceFlow>`);
  }

  model(name: string): Model {
    const process = `<process id="bench" isExecutable="true">${this.parts.join('')}</process>`;
    const xml = `<?xml version="1.0" encoding="UTF-8"?><definitions id="definitions" ${namespaces}>${process}${diagramOf(this.nodes, this.flows)}</definitions>`;
    return { name, xml, elements: this.elements, completions: this.completions };
  }
}

/** Flow nodes of what `chain` repeats. */
const blockSize = 8;

/**
 * So many flow nodes one after another: a service, a choice by two FEEL conditions that leads over a user task, and two
 * user tasks side by side, again and again; filled up with user tasks.
 */
export function chain(size: number): Model {
  const drawing = new Drawing();
  let last = drawing.node('startEvent', 'start');
  const then = (first: string, end = first): void => {
    drawing.flow(last, first);
    last = end;
  };
  for (let n = 1; size - drawing.elements > blockSize; n++) {
    then(drawing.service(`service${n}`));
    then(choice(drawing, n), `decide${n}`);
    then(fork(drawing, n), `join${n}`);
  }
  for (let n = 1; size - drawing.elements > 1; n++) then(drawing.userTask(`rest${n}`));
  then(drawing.node('endEvent', 'end'));
  return drawing.model(`${size} elements`);
}

/**
 * The second of three ways is taken, so that two conditions are evaluated. The others end the case: where they merge again,
 * bpmn-engine runs all that follows once more for each way not taken, and a second such choice behind the first multiplies that.
 */
function choice(drawing: Drawing, n: number): string {
  const gateway = drawing.node('exclusiveGateway', `choice${n}`, ` default="otherwise${n}"`);
  const end = drawing.node('endEvent', `refused${n}`);
  drawing.flow(gateway, end, 'amount &gt; 1000 or urgent');
  drawing.flow(gateway, drawing.userTask(`decide${n}`), 'amount &gt; 100 and amount &lt;= 1000');
  drawing.flow(gateway, end, undefined, `otherwise${n}`);
  return gateway;
}

function fork(drawing: Drawing, n: number): string {
  const gateway = drawing.node('parallelGateway', `fork${n}`);
  const join = drawing.node('parallelGateway', `join${n}`);
  for (const task of [drawing.userTask(`left${n}`), drawing.userTask(`right${n}`)]) {
    drawing.flow(gateway, task);
    drawing.flow(task, join);
  }
  return gateway;
}

/** One user task for so many people at once. */
export function manyAtOnce(instances: number): Model {
  const drawing = new Drawing();
  drawing.node('startEvent', 'start');
  const loop = `<multiInstanceLoopCharacteristics isSequential="false"><loopCardinality xsi:type="tFormalExpression">${instances}</loopCardinality></multiInstanceLoopCharacteristics>`;
  drawing.userTask('each', loop, instances);
  drawing.node('endEvent', 'end');
  drawing.flow('start', 'each');
  drawing.flow('each', 'end');
  return drawing.model(`${instances} instances at once`);
}

/** An inclusive gateway that takes so many ways, each with a user task, and one that brings them together. */
export function wideInclusive(width: number): Model {
  const drawing = new Drawing();
  drawing.node('startEvent', 'start');
  drawing.node('inclusiveGateway', 'split');
  drawing.node('inclusiveGateway', 'join');
  drawing.flow('start', 'split');
  for (let n = 1; n <= width; n++) {
    const task = drawing.userTask(`way${n}`);
    drawing.flow('split', task, `amount &gt; 0`);
    drawing.flow(task, 'join');
  }
  drawing.node('endEvent', 'end');
  drawing.flow('join', 'end');
  return drawing.model(`inclusive join, ${width} wide`);
}
