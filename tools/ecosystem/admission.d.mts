interface Manifest {
  readonly license?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly dist?: { readonly integrity?: string; readonly unpackedSize?: number };
}

export function refusalByManifest(manifest: Manifest): string | null;
export function judgeSources(texts: readonly string[]): { refusal: string | null; isCompiled: boolean };
