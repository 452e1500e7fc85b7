import { drawBars, examples as bars } from './bars.ts';
import { drawDots, examples as dots } from './dots.ts';
import { drawGrouped, examples as grouped } from './grouped.ts';
import { drawLikert, examples as likert } from './likert.ts';
import { drawLine, examples as lines } from './line.ts';
import { drawMap, examples as maps } from './map.ts';
import { drawMultiples, examples as multiples } from './multiples.ts';
import { drawPortfolio, examples as portfolios } from './portfolio.ts';
import { drawPyramid, examples as pyramids } from './pyramid.ts';
import type { Chart, ChartOptions, Series } from './series.ts';
import { drawStacked, examples as stacked } from './stacked.ts';
import { drawTimeline, examples as timelines } from './timeline.ts';

/** One kind of chart: how it is drawn, what the menu calls it, and series that show what it can do. */
export interface ChartType {
  readonly draw: (series: Series, options: ChartOptions) => Chart;
  readonly title: string;
  readonly examples: readonly Series[];
}

/** All kinds of charts; a new one is a file and a row here. */
export const CHARTS = {
  balken: { draw: drawBars, title: 'Balken', examples: bars },
  linie: { draw: drawLine, title: 'Linie', examples: lines },
  likert: { draw: drawLikert, title: 'Antwortstufen', examples: likert },
  karte: { draw: drawMap, title: 'Karte', examples: maps },
  gruppiert: { draw: drawGrouped, title: 'Gruppierte Balken', examples: grouped },
  gestapelt: { draw: drawStacked, title: 'Gestapelte Balken', examples: stacked },
  punkte: { draw: drawDots, title: 'Punkte mit Spanne', examples: dots },
  pyramide: { draw: drawPyramid, title: 'Pyramide', examples: pyramids },
  kleinvielfach: { draw: drawMultiples, title: 'Kleine Linien', examples: multiples },
  portfolio: { draw: drawPortfolio, title: 'Portfolio', examples: portfolios },
  zeitstrahl: { draw: drawTimeline, title: 'Zeitstrahl', examples: timelines },
} satisfies Record<string, ChartType>;

export type ChartKind = keyof typeof CHARTS;

/** Picture, sentence and table of a series; `kind` as outlines and pages name it. */
export function drawChart(kind: ChartKind, series: Series, options: ChartOptions): Chart {
  return CHARTS[kind].draw(series, options);
}
