import type { Dialect, Template } from './cause-cases.ts';

/** The statement that redirects with a status; without one the framework's own, 302. */
export function redirectTo(target: string, { res, framework }: Dialect, status: number): string {
  if (framework === 'express') return `return ${res}.redirect(${status}, ${target});`;
  return `return ${res}.code(${status}).redirect(${target});`;
}

/** A route that redirects at its end, or where a guard says so. */
export function redirecting(
  target: string,
  { on = 'GET /', before = '', test, above }: { on?: string; before?: string; test?: string; above?: string } = {},
): Template {
  return (dialect, status) => {
    const redirect = redirectTo(target, dialect, status);
    const body = test === undefined ? before : `${before}\nif (${test}) { ${redirect} }`;
    return dialect.route({
      on,
      ...(above !== undefined && { above }),
      body,
      ...(test === undefined && { last: redirect }),
    });
  };
}
