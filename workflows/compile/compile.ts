import { sha256 } from '@noble/hashes/sha256';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import type { Program } from '../../schema/process/program.ts';
import { checkModel } from './check/check-model.ts';
import { type Finding, Findings } from './finding.ts';
import { checkReferences } from './model/check-references.ts';
import { indexDocument } from './model/document.ts';
import { readDecisions } from './decision/read-decisions.ts';
import { attach } from './read/attachments.ts';
import { findEntries } from './read/entries.ts';
import { pairLinks } from './read/links.ts';
import { readProcesses, reportNotExecutable } from './read/processes.ts';
import { newReading, type Reading } from './read/reading.ts';
import { checkVendor } from './vendor/check-vendor.ts';
import { checkContent } from './xml/check-content.ts';
import { type Decoder, decodeXml } from './xml/decode.ts';
import { BPMN, flag, type XmlElement } from './xml/element.ts';
import { parseXml } from './xml/parse.ts';

export interface CompileOptions {
  /** The process that is to be started: refused when it is not executable. */
  process?: string;
  /** For encodings that the platform does not know. */
  decoder?: Decoder;
}

/** A program that can be run as it is drawn, or everything that is wrong with the file. */
export type Compiled = { program: Program } | { refused: Finding[] };

/**
 * Compiles a BPMN 2.0 file to a program. Text is taken as it is; bytes are decoded by their mark or declaration.
 * Nothing that would not run is passed over: it is refused by element, code and reason. Never throws.
 */
export function compile(source: string | Uint8Array, options: CompileOptions = {}): Compiled {
  try {
    return compileSource(source, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refusal('unsupported-nesting', 'The file is nested more deeply than can be read.');
  }
}

function compileSource(source: string | Uint8Array, options: CompileOptions): Compiled {
  const decoded = typeof source === 'string' ? { text: source } : decodeXml(source, options.decoder);
  if ('error' in decoded) return refusal(decoded.error.code, decoded.error.message);
  const parsed = parseXml(decoded.text.replace(/^\uFEFF/, ''));
  if ('error' in parsed) return refusal(parsed.error.code, parsed.error.message);
  const { root } = parsed;
  if (root.local !== 'definitions' || root.uri !== BPMN) {
    return refusal('invalid-definitions', `The root element is “${root.local}” of “${root.uri}”, not the definitions of BPMN 2.0.`);
  }
  return compileDefinitions(root, options);
}

function compileDefinitions(root: XmlElement, options: CompileOptions): Compiled {
  const findings = new Findings();
  checkContent(root, findings);
  const document = indexDocument(root, findings);
  checkReferences(document);
  checkVendor(root, findings);
  const reading = newReading(document);
  readDecisions(reading);
  readProcesses(reading);
  const asked = options.process === undefined ? undefined : document.byId.get(options.process);
  if (asked?.local === 'process' && !flag(asked, 'isExecutable', true)) reportNotExecutable(reading, asked);
  attach(reading);
  pairLinks(reading);
  findEntries(reading);
  checkModel(reading);
  if (!findings.empty) return { refused: inOrder(findings.list, reading) };
  const { processes, scopes, nodes, flows, decisions, knowledge } = reading;
  const content = { version: 1 as const, processes, scopes, nodes, flows, decisions, ...(knowledge ? { knowledge } : {}) };
  return { program: { ...content, hash: bytesToHex(sha256(utf8ToBytes(JSON.stringify(content)))) } };
}

function refusal(code: Finding['code'], message: string): Compiled {
  return { refused: [{ element: null, code, message }] };
}

/** Findings in the order of the file, those of the file as a whole first. */
function inOrder(findings: Finding[], { document, decisionElements }: Reading): Finding[] {
  const place = ({ element }: Finding): number =>
    element === null ? -1 : ((document.byId.get(element) ?? decisionElements.get(element))?.order ?? -1);
  return findings.toSorted((a, b) => place(a) - place(b));
}
