import { useEffect, useMemo, useState } from 'react';
import type { Program } from '../../../schema/process/program.ts';
import { compile } from '../../../workflows/compile/compile.ts';
import { runScenario } from '../../../workflows/scenario/run-scenario.ts';
import { drawn } from '../editor/diagram.ts';
import type { Diagram } from '../editor/diagram.ts';
import type { SimulationResult, SimulationStep } from './simulation.ts';

export interface Simulation {
  program: Program | null;
  refused: boolean;
  result: SimulationResult | null;
  steps: SimulationStep[];
  problem: string | null;
  begin: (variables: Record<string, unknown>) => void;
  take: (step: SimulationStep) => void;
  back: () => void;
}

/**
 * A run of the diagram as it is drawn now. It is a scenario that grows by clicks: each click runs the whole scenario
 * anew from the start, so that a step can be taken back, and the engine stays a pure function.
 */
export function useSimulation(diagram: Diagram, edits: number): Simulation {
  const [program, setProgram] = useState<Program | null>(null);
  const [refused, setRefused] = useState(false);
  const [variables, setVariables] = useState<Record<string, unknown> | null>(null);
  const [steps, setSteps] = useState<SimulationStep[]>([]);

  useEffect(() => {
    let stale = false;
    setVariables(null);
    setSteps([]);
    const read = async () => {
      const { xml } = await diagram.saveXML({ format: true });
      const compiled = xml ? compile(xml) : null;
      if (stale || !compiled) return;
      setRefused('refused' in compiled);
      setProgram('program' in compiled ? compiled.program : null);
    };
    read().catch(() => setRefused(true));
    return () => {
      stale = true;
    };
  }, [diagram, edits]);

  const outcome = useMemo(() => {
    if (!program || !variables) return null;
    return runScenario(program, { variables, startAt: startOfRun(), steps });
  }, [program, variables, steps]);
  const result = outcome ? (outcome.result as SimulationResult) : null;
  const problem = outcome?.exit === 2 ? outcome.result.error.message : null;

  useEffect(() => {
    if (!result) return undefined;
    const canvas = diagram.get('canvas');
    const held = new Set([...result.open, ...result.waiting].map((one) => one.element));
    const visited = drawn(diagram, new Set(result.path.filter((id) => !held.has(id))));
    const current = drawn(diagram, held);
    for (const id of visited) canvas.addMarker(id, 'sim-visited');
    for (const id of current) canvas.addMarker(id, 'sim-token');
    return () => {
      for (const id of drawn(diagram, visited)) canvas.removeMarker(id, 'sim-visited');
      for (const id of drawn(diagram, current)) canvas.removeMarker(id, 'sim-token');
    };
  }, [diagram, result]);

  return {
    program,
    refused,
    result,
    steps,
    problem,
    begin: (initial) => {
      setSteps([]);
      setVariables(initial);
    },
    take: (step) => setSteps((taken) => [...(problem ? taken.slice(0, -1) : taken), step]),
    back: () => setSteps((taken) => taken.slice(0, -1)),
  };
}

/** Virtual time begins at nine o'clock today in Shanghai, so that dates read like real ones and a run is repeatable within a day. */
function startOfRun(): string {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
  return `${today}T09:00:00+08:00`;
}
