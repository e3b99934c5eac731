export function partOf<T>(rows: readonly T[], part: string): T[];
export function spread<T>(rows: readonly T[], number: number): T[];
