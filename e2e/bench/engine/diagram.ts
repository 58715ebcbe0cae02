/** The drawing that editors write beside a process: most of a file's bytes, and nothing of its run. */
export function diagramOf(nodes: string[], flows: string[]): string {
  const shapes = nodes.map(
    (id, n) =>
      `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${160 + n * 150}" y="180" width="100" height="80" /></bpmndi:BPMNShape>`,
  );
  const edges = flows.map(
    (id, n) =>
      `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}"><di:waypoint x="${260 + n * 150}" y="220" /><di:waypoint x="${310 + n * 150}" y="220" /></bpmndi:BPMNEdge>`,
  );
  const plane = `<bpmndi:BPMNPlane id="plane" bpmnElement="bench">${shapes.join('')}${edges.join('')}</bpmndi:BPMNPlane>`;
  return `<bpmndi:BPMNDiagram id="diagram">${plane}</bpmndi:BPMNDiagram>`;
}
