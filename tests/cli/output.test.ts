import { stripVTControlCharacters } from 'node:util';

import { describe, expect, it } from 'vitest';

import { excerpt } from '../../src/cli/output/excerpt.ts';
import { isSupported } from '../../src/cli/lint/eslint-version.ts';
import { makePainter } from '../../src/cli/output/painter.ts';
import { Progress } from '../../src/cli/output/progress.ts';

/** A stream that keeps what is written to it. */
function makeOutput(isTTY: boolean, hasColors = isTTY) {
  const written: string[] = [];
  return { isTTY, columns: 40, hasColors: () => hasColors, write: (text: string) => written.push(text), written };
}

describe('excerpt', () => {
  it('drops the indentation and marks the part', () => {
    expect(excerpt('\t\tres.status(204)', 13, 16)).toEqual({ text: 'res.status(204)', marker: '           ^^^' });
  });

  it('ends the mark with the line where the part goes on', () => {
    expect(excerpt('  return send({', 9, Infinity)).toEqual({ text: 'return send({', marker: '       ^^^^^^' });
  });

  it('marks one place where the part is empty, and the end of a line', () => {
    expect(excerpt('', 0, 0)).toEqual({ text: '', marker: '^' });
    expect(excerpt('ab', 2, 2)).toEqual({ text: 'ab', marker: '  ^' });
  });

  it('cuts a window out of a long line', () => {
    const line = `${'x'.repeat(1000)}BAD${'y'.repeat(1000)}`;
    const { text, marker } = excerpt(line, 1000, 1003);
    expect(text.length).toBeLessThan(130);
    expect(text.slice(marker.indexOf('^'), marker.length)).toBe('BAD');
    expect(text.at(0)).toBe('…');
    expect(text.at(-1)).toBe('…');
  });
});

describe('makePainter', () => {
  it('colours in a terminal that has colours, and nowhere else', () => {
    const painted = makePainter(makeOutput(true), undefined)('red', 'error');
    expect(painted).not.toBe('error');
    expect(stripVTControlCharacters(painted)).toBe('error');
    expect(makePainter(makeOutput(true, false), undefined)('red', 'error')).toBe('error');
    expect(makePainter(makeOutput(false, true), undefined)('red', 'error')).toBe('error');
  });
});

describe('Progress', () => {
  it('shows a line in a terminal once a run takes long, and takes it away', async () => {
    const output = makeOutput(true);
    const progress = new Progress(output, 3000, { patience: 0 });
    await new Promise(resolve => setTimeout(resolve, 5));
    progress.at(7, `/src/${'long'.repeat(20)}.js`);
    progress.at(8, '/src/a.js');
    progress.clear();
    progress.clear();
    expect(output.written.map(stripVTControlCharacters)).toEqual([expect.stringMatching(/^\r7\/3000 longlong/), '\r']);
    expect(stripVTControlCharacters(output.written[0]!).length).toBeLessThanOrEqual(40);
  });

  it('shows nothing on a short run, nor where there is no terminal', () => {
    const short = makeOutput(true);
    new Progress(short, 10).at(1, 'a.js');
    const piped = makeOutput(false);
    new Progress(piped, 10, { patience: -1 }).at(1, 'a.js');
    expect([...short.written, ...piped.written]).toEqual([]);
  });
});

describe('isSupported', () => {
  it('is the peer range', () => {
    expect(['8.57.1', '9.0.0', '9.21.9', '9.22.0', '9.39.5', '10.0.0', '11.0.0'].map(isSupported)).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
  });
});
