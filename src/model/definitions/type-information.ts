import type { TSESTree } from '@typescript-eslint/utils';

import { FRAMEWORKS } from '../../frameworks/frameworks.ts';
import type { KnownFramework } from '../../frameworks/framework.ts';
import type { SourceCode } from './file.ts';

/** What is asked of TypeScript's types; the objects are those that the parser hands out, so nothing of TypeScript is imported. */
interface Type {
  readonly value?: unknown;
  readonly types?: readonly Type[];
  readonly symbol?: TypeSymbol | undefined;
  readonly aliasSymbol?: TypeSymbol | undefined;
  isUnion(): boolean;
  isIntersection(): boolean;
  isNumberLiteral(): boolean;
}

interface TypeSymbol {
  readonly name: string;
  readonly declarations?: readonly { getSourceFile(): { readonly fileName: string } }[] | undefined;
}

/** The services of a parser that has a program, as far as they are used. Source: @typescript-eslint/typescript-estree, parser-options, ParserServicesWithTypeInformation. */
interface TypedServices {
  readonly program: object | null;
  readonly getTypeAtLocation?: (node: TSESTree.Node) => Type;
}

/** Answers questions about types, where the parser knows them. */
export interface TypeInformation {
  /** The framework whose declarations say that a value is a response; null where none does. */
  responseOf(node: TSESTree.Node): KnownFramework | null;
  /** Whether the declarations of a framework say that a value is a request. */
  isRequest(node: TSESTree.Node): boolean;
  /** The numbers that a value can be by its type; null where it may be any. */
  numbersOf(node: TSESTree.Node): readonly number[] | null;
}

/** Sets larger than this, `StatusCodes` as a whole, say nothing of one response. */
const MAX_NUMBERS = 10;

/** The packages in whose folders a file stands, those of `@types` by what they declare. */
const PACKAGES = /[\\/]node_modules[\\/](?:@types[\\/])?([^\\/]+)(?=[\\/])/g;

/** Gets what the parser of a file knows of types; null where it has no program. */
export function typeInformation({ parserServices }: SourceCode): TypeInformation | null {
  const { program, getTypeAtLocation } = (parserServices ?? {}) as Partial<TypedServices>;
  if (!program || typeof getTypeAtLocation !== 'function') return null;
  const typeOf = (node: TSESTree.Node): Type | null => {
    try {
      return getTypeAtLocation(node);
    } catch {
      // A node that the parser made up has none.
      return null;
    }
  };
  const declared = (node: TSESTree.Node, what: 'response' | 'request'): KnownFramework | null => {
    const type = typeOf(node);
    return type && declaringFramework(type, what);
  };
  return {
    responseOf: node => declared(node, 'response'),
    isRequest: node => declared(node, 'request') !== null,
    numbersOf: node => {
      const type = typeOf(node);
      const members = type?.isUnion() ? (type.types ?? []) : type ? [type] : [];
      if (members.length === 0 || members.length > MAX_NUMBERS) return null;
      const numbers = members.flatMap(member =>
        member.isNumberLiteral() && typeof member.value === 'number' ? member.value : [],
      );
      return numbers.length === members.length ? [...new Set(numbers)] : null;
    },
  };
}

/** The framework whose declaration files declare a type as its response or request, alone or with more added to it. */
function declaringFramework(type: Type, what: 'response' | 'request', depth = 0): KnownFramework | null {
  for (const symbol of [type.aliasSymbol, type.symbol]) {
    const named = FRAMEWORKS.filter(({ signs }) => symbol?.name === signs.declarations[what]);
    for (const declaration of named.length > 0 ? (symbol?.declarations ?? []) : []) {
      const packages = [...declaration.getSourceFile().fileName.matchAll(PACKAGES)].map(([, name]) => name);
      const found = named.find(({ signs }) => signs.declarations.packages.some(name => packages.includes(name)));
      if (found) return found;
    }
  }
  if (depth > 2 || !type.isIntersection()) return null;
  for (const part of type.types ?? []) {
    const found = declaringFramework(part, what, depth + 1);
    if (found) return found;
  }
  return null;
}
