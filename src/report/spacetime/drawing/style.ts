import { fontFamily } from '../../svg/font.ts';
import type { Rules } from '../../svg/theme.ts';

const processes = Array.from({ length: 8 }, (_, index) => index + 1);

/** How the parts of a space-time diagram look. */
export const spacetimeRules: Rules = {
  text: `font: 12px ${fontFamily}; white-space: pre; fill: var(--ink)`,
  '.title': 'font-size: 15px; font-weight: bold',
  '.model, .muted, .note, .number': 'fill: var(--muted)',
  '.violated': 'font-size: 13px; fill: var(--bad)',
  '.witnessed': 'font-size: 13px; fill: var(--good)',
  '.name': 'font-size: 13px; font-weight: bold',
  '.halo': 'paint-order: stroke; stroke: var(--surface); stroke-width: 3px; stroke-linejoin: round',
  '.halo.bad, .halo.lost': 'fill: var(--bad)',
  '.halo.inFlight': 'fill: var(--muted); font-style: italic',
  '.lane': 'stroke-width: 1.5',
  '.stretch.down': 'fill: var(--bad-soft); stroke: var(--bad); stroke-dasharray: 2 3',
  '.stretch.paused': 'fill: var(--warn-soft); stroke: var(--warn); stroke-dasharray: 6 3',
  '.cut': 'fill: var(--bad-soft); stroke: var(--bad); stroke-dasharray: 3 3',
  '.chip rect': 'fill: var(--panel); stroke: var(--line)',
  '.chip.state rect': 'fill: var(--accent-soft); stroke: var(--accent)',
  '.chip.monitor rect': 'fill: var(--warn-soft); stroke: var(--warn)',
  '.arrow polyline': 'fill: none; stroke-width: 1.5',
  '.arrow.in-flight polyline': 'stroke-dasharray: 5 4',
  '.arrow.copy polyline': 'stroke-dasharray: 9 3',
  '.arrow .open': 'fill: var(--surface)',
  ...Object.fromEntries(
    processes.flatMap((number) => [
      [`.process-${number}`, `stroke: var(--process-${number}); fill: var(--process-${number})`],
      [`.name.process-${number}`, `stroke: none; fill: var(--process-${number})`],
    ]),
  ),
  '.mark': 'fill: var(--ink); stroke: var(--ink); stroke-width: 1.5',
  '.mark.local': 'fill: var(--surface); stroke-width: 2',
  '.mark.timer, .mark.resume': 'fill: var(--warn); stroke: var(--surface)',
  '.mark.clock': 'fill: var(--surface); stroke: var(--warn); stroke-width: 2',
  '.mark.restart': 'fill: var(--good); stroke: var(--surface)',
  '.mark.crash, .mark.lost':
    'fill: none; stroke: var(--bad); stroke-width: 2.5; stroke-linecap: round',
  '.mark.pause': 'fill: none; stroke: var(--warn); stroke-width: 3',
  '.mark.forked, .mark.overtakes': 'fill: none; stroke: var(--warn); stroke-width: 2.5',
  '.across': 'stroke: var(--muted); stroke-width: 1.5',
  '.pill': 'fill: var(--surface); stroke: var(--muted)',
  '.shown': 'fill: none; stroke: var(--bad); stroke-width: 1.5',
  '.shown.good': 'stroke: var(--good)',
  '.band.stem': 'fill: none; stroke: var(--grid)',
  '.band.cycle': 'fill: var(--panel); stroke: var(--accent); stroke-width: 1.5',
  '.tab.stem': 'fill: var(--muted)',
  '.tab.cycle': 'fill: var(--accent); stroke: var(--panel)',
  '.round': 'fill: var(--surface); stroke: var(--accent); stroke-width: 1.5',
  '.back': 'fill: none; stroke: var(--accent); stroke-width: 2',
  '.back-head': 'fill: var(--accent)',
};
