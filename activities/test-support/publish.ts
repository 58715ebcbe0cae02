import { definitions } from '../../schema/db/tables/index.ts';
import { compile } from '../../workflows/compile/compile.ts';
import { engineVersion } from '../../workflows/messages.ts';
import type { Home } from './home.ts';

/** Publishes a definition of the retail item: `roots` stand before the process, `inner` is its body. Gives the definition's id. */
export async function publish(home: Home, version: number, inner: string, roots = ''): Promise<string> {
  const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:approval="urn:approval:bpmn:1"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="D" targetNamespace="urn:test">
      <message id="WithdrawMessage" name="withdraw"/>${roots}
      <process id="P" isExecutable="true">${inner}</process>
    </definitions>`;
  const compiled = compile(bpmn);
  if ('refused' in compiled) throw new Error(JSON.stringify(compiled.refused));
  const { program } = compiled;
  const id = `publication-retail.${version}`;
  const row = { id, itemId: 'publication-retail', version, hash: program.hash, bpmn, program, engineVersion, note: '' };
  await home.db.insert(definitions).values({ ...row, publishedBy: 'test', effectiveAt: new Date() });
  return id;
}

export const flow = (id: string, from: string, to: string): string => `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
