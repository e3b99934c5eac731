import type { TSESTree } from '@typescript-eslint/utils';

import { withoutGuard } from '../context/evidence.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Frame } from '../../model/definitions/frame.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Site } from '../../model/summaries/summary.ts';
import { functionName } from '../../syntax/functions.ts';
import { calleeName } from '../../syntax/unwrap.ts';
import type { Evidence, Reading, Step } from '../context/evidence.ts';

/** A site in one reading of its function. */
export interface SiteInFrame {
  readonly site: Site;
  readonly frame: Frame;
}

/** A site that is asked for a response which its failure may be answered by. */
export interface AskedSite extends SiteInFrame {
  readonly asker: Response;
  /** What is thrown there; null where nothing is. */
  readonly error: TSESTree.Expression | null;
}

/** Reads the guards of functions that the failure behind a response comes from. */
export interface SiteReader {
  /** Why control comes to a site: evidence, mixed, or neutral where no condition of its function says anything. */
  why(site: AskedSite): Reading;
}

/** The evidence of one of some sites, each called from the next, as the file of the last one tells it: what the outermost call does where that holds, the origin named with its file and line. */
export function toldFrom(evidence: Evidence, sites: readonly SiteInFrame[], index: number, does: string): Evidence {
  const outermost = sites.at(-1);
  const origin = sites[index];
  if (!outermost || !origin) return evidence;
  const reads = withoutGuard(evidence.reads);
  const { file } = origin.frame;
  const way = wayOf(evidence, sites, file, does);
  if (sites.length === 1) return { ...evidence, isProven: false, reads: `the code before ${does} where ${reads}`, way };
  const callee = outermost.site.node.type === 'CallExpression' ? calleeName(outermost.site.node) : null;
  const { line } = evidence.node.loc.start;
  const where = file === outermost.frame.file ? `line ${line}` : `${baseName(file.filename)}:${line}`;
  return {
    ...evidence,
    isProven: false,
    node: outermost.site.node,
    reads: `\`${callee ?? 'what is called'}\` ${does} where ${reads} (${where})`,
    origin: { file, node: evidence.node },
    way,
  };
}

/** The places that a failure comes by: what is asked before it, where it is raised, and the calls that it leaves, outwards. */
function wayOf(
  { reads, node, way }: Evidence,
  sites: readonly SiteInFrame[],
  origin: File,
  does: string,
): readonly Step[] {
  return [
    ...(way ?? [{ file: origin, node, says: reads }]),
    ...sites.map(({ site, frame: { file } }, index): Step => {
      const name = site.fn && functionName(site.fn);
      const by = name === null ? 'this function' : `\`${name}\``;
      const callee = site.node.type === 'CallExpression' ? calleeName(site.node) : null;
      const called = callee === null ? 'this' : `\`${callee}\``;
      return {
        file,
        node: site.node,
        says: index === 0 ? `${by} ${does}` : `${called} is called${name === null ? '' : ` by ${by}`}`,
      };
    }),
  ];
}

function baseName(filename: string): string {
  return filename.replaceAll('\\', '/').split('/').at(-1) ?? filename;
}
