/** The interactive elements of one block, in order. */
export function elementsOf(block: Record<string, unknown>): Record<string, unknown>[] {
  const elements = Array.isArray(block.elements) ? block.elements : [];
  return [block.element, block.accessory, ...elements].filter(
    (element): element is Record<string, unknown> =>
      typeof element === 'object' && element !== null && !Array.isArray(element),
  );
}

/** The options an element offers, those of its groups included. */
export function optionsOf(element: Record<string, unknown>): unknown[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const lists = [element.options, ...groups.map((group) => (group as { options?: unknown } | null)?.options)];
  return lists.flatMap((list) => (Array.isArray(list) ? list : []));
}
