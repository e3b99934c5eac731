/** What the record says in numbers. Nothing is linted for it. */
import { VERDICTS } from './record.mjs';

/** Counts verdicts; precision takes half of the arguable for right. */
export function count(rows) {
  const of = verdict => rows.filter(row => row.verdict === verdict).length;
  const [right, wrong, arguable] = VERDICTS.map(of);
  const judged = right + wrong + arguable;
  return {
    findings: rows.length,
    right,
    wrong,
    arguable,
    unjudged: rows.length - judged,
    precision: judged === 0 ? null : (right + arguable / 2) / judged,
    arguableShare: judged === 0 ? null : arguable / judged,
  };
}

/** The rows that a preset reports. */
export function inPreset(rows, preset) {
  return rows.filter(row => (preset === 'strict' ? row.preset !== 'recommended-only' : row.preset !== 'strict'));
}

/** The findings of both presets, and of the rules one by one, as a table of Markdown. */
export function countsByRule(rows) {
  const rules = [...new Set(rows.map(({ rule }) => rule))].sort();
  const line = (name, preset, counts) => [
    name,
    preset,
    counts.findings,
    counts.right,
    counts.arguable,
    counts.wrong,
    counts.unjudged,
    percent(counts.precision),
    interval(counts),
    percent(counts.arguableShare),
  ];
  return table(
    [
      '',
      'preset',
      'findings',
      'right',
      'arguable',
      'wrong',
      'unjudged',
      'precision',
      '95 % interval',
      'arguable share',
    ],
    [
      ...['recommended', 'strict'].map(preset => line('**all rules**', preset, count(inPreset(rows, preset)))),
      ...['recommended', 'strict'].flatMap(preset =>
        rules.flatMap(rule => {
          const own = rows.filter(row => row.rule === rule && (row.preset === 'strict') === (preset === 'strict'));
          return own.length === 0
            ? []
            : [line(`\`${rule}\``, preset === 'strict' ? 'strict only' : preset, count(own))];
        }),
      ),
    ],
  );
}

/** How the parts of the list compare: what was named, what was drawn, and the servers. */
export function countsByPart(rows, projects) {
  const parts = [...new Set(projects.map(({ part }) => part))];
  return table(
    ['', 'projects', 'files', 'lines', 'findings', 'of these in recommended', 'unjudged', 'precision'],
    parts.map(part => {
      const members = projects.filter(one => one.part === part);
      const sum = key => members.reduce((total, one) => total + Number(one[key]), 0).toLocaleString('en');
      const own = rows.filter(({ project }) => members.some(({ id }) => id === project));
      const { findings, unjudged, precision } = count(own);
      return [
        part,
        members.length,
        sum('files'),
        sum('lines'),
        findings,
        inPreset(own, 'recommended').length,
        unjudged,
        percent(precision),
      ];
    }),
  );
}

/** How far two judges agree on what both have judged: in all, and beyond chance (Cohen's kappa). */
export function agreement(rows) {
  const both = rows.filter(({ verdict, second }) => verdict !== 'unjudged' && second !== '-');
  const share = (key, verdict) => both.filter(row => row[key] === verdict).length / both.length;
  const same = both.filter(({ verdict, second }) => verdict === second).length / both.length;
  const byChance = VERDICTS.reduce((total, verdict) => total + share('verdict', verdict) * share('second', verdict), 0);
  return {
    judgedTwice: both.length,
    same: both.length === 0 ? null : same,
    kappa: both.length === 0 || byChance === 1 ? null : (same - byChance) / (1 - byChance),
    differing: both.filter(({ verdict, second }) => verdict !== second),
  };
}

/** The sentence about the second judgements. */
export function describeAgreement(rows) {
  const { judgedTwice, same, kappa } = agreement(rows);
  if (judgedTwice === 0) return 'No finding has been judged a second time.';
  return `${judgedTwice} findings have been judged a second time, by someone who did not see the first verdict: ${percent(same)} of the verdicts agree${kappa === null ? '' : ` (kappa ${kappa.toFixed(2)})`}.`;
}

/** The figures of docs/ecosystem.md. */
export function figures(rows, projects) {
  return [countsByPart(rows, projects), countsByRule(rows), describeAgreement(rows)].join('\n\n');
}

/** The interval of Wilson for the precision, at 95 %: how far it may be off by the number of findings alone. */
export function interval({ precision, right, arguable, wrong }) {
  if (precision === null) return '–';
  const judged = right + arguable + wrong;
  const z = 1.959964;
  const centre = precision + z ** 2 / (2 * judged);
  const spread = z * Math.sqrt((precision * (1 - precision)) / judged + z ** 2 / (4 * judged ** 2));
  const [low, high] = [centre - spread, centre + spread].map(bound => bound / (1 + z ** 2 / judged));
  return `${(Math.max(0, low) * 100).toFixed(0)} to ${percent(Math.min(1, high)).replace(/\.\d/, '')}`;
}

function percent(share) {
  return share === null ? '–' : `${(share * 100).toFixed(1)} %`;
}

function table(head, lines) {
  return [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...lines]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}
