import { styleText } from 'node:util';

import type { Output } from './terminal.ts';

/** A colour or weight of text. */
export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan' | 'underline';

/** Gives text a style, or leaves it as it is. */
export type Painter = (style: Style, text: string) => string;

/** What FORCE_COLOR may say to have colours; anything else has none. */
const FORCED = new Set(['', '1', 'true', '2', '3']);

/** Makes a painter that colours where the stream is a terminal that can, which `hasColors` tells by NO_COLOR as well, or where FORCE_COLOR says so, as a log of CI does that shows colours. */
export function makePainter(output: Output, force = process.env['FORCE_COLOR']): Painter {
  const isColoured =
    force === undefined ? output.isTTY === true && output.hasColors?.() === true : FORCED.has(force.toLowerCase());
  return isColoured ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}
