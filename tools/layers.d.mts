export const layers: readonly (readonly string[])[];
export function roomOf(file: string): { readonly name: string; readonly layer: number } | null;
export function whyForbidden(file: string, target: string): string | null;
