import { styleText } from 'node:util';

import type { Output } from './terminal.ts';

/** A colour or weight of text. */
export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan' | 'underline';

/** Gives text a style, or leaves it as it is. */
export type Painter = (style: Style, text: string) => string;

/** Makes a painter that colours only where the stream is a terminal that can; `hasColors` heeds NO_COLOR. */
export function makePainter(output: Output): Painter {
  const isColoured = output.isTTY === true && output.hasColors?.() === true;
  return isColoured ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}
