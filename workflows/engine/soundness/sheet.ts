/** Writes the body of one process or sub-process as BPMN text: nodes in the order they were added, then their flows. */
export class Sheet {
  readonly #nodes: { id: string; tag: string; attributes: Record<string, string>; inner: string }[] = [];
  readonly #flows: string[] = [];

  /** Adds a node; `inner` is the XML inside it. Gives its id. */
  node(id: string, tag: string, attributes: Record<string, string> = {}, inner = ''): string {
    this.#nodes.push({ id, tag, attributes: { ...attributes }, inner });
    return id;
  }

  /** Adds something without an id of its own in the flow, such as an association. */
  plain(xml: string): void {
    this.#flows.push(xml);
  }

  /** A flow between two nodes; `when` is its condition in FEEL, or that it is the default. */
  flow(source: string, target: string, when?: string | { default: true }): void {
    const id = `f${this.#flows.length}_${source}_${target}`;
    const condition = typeof when === 'string' ? `<conditionExpression xsi:type="tFormalExpression">${when}</conditionExpression>` : '';
    this.#flows.push(`<sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${condition}</sequenceFlow>`);
    if (typeof when !== 'object') return;
    for (const node of this.#nodes) if (node.id === source) node.attributes.default = id;
  }

  xml(): string {
    const nodes = this.#nodes.map(({ id, tag, attributes, inner }) => {
      const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
      return `<${tag} id="${id}"${written.join('')}>${inner}</${tag}>`;
    });
    return [...nodes, ...this.#flows].join('\n');
  }
}
