/** The colours of the style sheet, for what is drawn rather than styled. */
export interface Ink {
  readonly paper: string;
  readonly raised: string;
  readonly sunk: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly edge: string;
  readonly accent: string;
  readonly possible: string;
  readonly possibleEdge: string;
  readonly land: string;
  readonly sea: string;
}

export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    paper: colour('paper'), raised: colour('raised'), sunk: colour('sunk'), ink: colour('ink'),
    quiet: colour('quiet'), line: colour('line'), edge: colour('edge'), accent: colour('accent'),
    possible: colour('possible'), possibleEdge: colour('possible-edge'),
    land: colour('land'), sea: colour('sea'),
  };
}
