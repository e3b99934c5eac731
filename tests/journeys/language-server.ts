import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A place in a document of the Language Server Protocol: lines and UTF-16 code units from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A range of them; the end is excluded. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** What an editor underlines. */
export interface Diagnostic {
  readonly range: Range;
  readonly severity: number;
  readonly code: string;
  readonly source: string;
  readonly message: string;
  readonly codeDescription?: { readonly href: string };
}

/** An entry of the light-bulb menu. */
export interface CodeAction {
  readonly title: string;
  readonly kind: string;
  readonly command?: { readonly command: string; readonly arguments?: unknown[] };
}

interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}
interface WorkspaceEdit {
  readonly documentChanges?: readonly { readonly edits: readonly TextEdit[] }[];
}
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** How long an answer may take on a machine that runs other tests, in milliseconds. */
const PATIENCE = 60_000;

/** What VS Code tells the server where nothing is configured. */
const SETTINGS = {
  validate: 'on',
  run: 'onType',
  experimental: {},
  rulesCustomizations: [],
  problems: {},
  nodePath: null,
  options: {},
  quiet: false,
  onIgnoredFiles: 'off',
  format: false,
  workingDirectory: { mode: 'location' },
  codeActionOnSave: { enable: false, mode: 'all' },
  codeAction: {
    disableRuleComment: { enable: true, location: 'separateLine', commentStyle: 'line' },
    showDocumentation: { enable: true },
  },
};

/** An editor's side of a conversation with the ESLint language server of VS Code. */
export class Editor {
  readonly #server: ChildProcessByStdio<Writable, Readable, null>;
  readonly #folder: string;
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  readonly #texts = new Map<string, { text: string; version: number }>();
  #received = Buffer.alloc(0);
  #lastId = 0;
  #edits: WorkspaceEdit[] = [];

  private constructor(folder: string) {
    this.#folder = folder;
    const program = path.join(
      path.dirname(createRequire(import.meta.url).resolve('vscode-langservers-extracted/package.json')),
      'bin/vscode-eslint-language-server',
    );
    this.#server = spawn(process.execPath, [program, '--stdio'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    this.#server.stdout.on('data', (data: Buffer) => this.#receive(data));
  }

  /** Starts a server for a folder. */
  static async open(folder: string): Promise<Editor> {
    const editor = new Editor(folder);
    const rootUri = pathToFileURL(folder).href;
    await editor.#request('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'project' }],
      capabilities: {
        workspace: {
          configuration: true,
          workspaceFolders: true,
          applyEdit: true,
          workspaceEdit: { documentChanges: true },
        },
        textDocument: {
          diagnostic: { dynamicRegistration: true },
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix'] } } },
        },
      },
    });
    editor.#notify('initialized', {});
    return editor;
  }

  /** Ends the server. */
  async close(): Promise<void> {
    await this.#request('shutdown', null);
    this.#notify('exit', null);
    this.#server.kill();
  }

  /** How long the server has computed since its start, in milliseconds, in steps of ten; null where the system does not tell. */
  computedTime(): number | null {
    try {
      const fields = readFileSync(`/proc/${this.#server.pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      return (Number(fields[11]) + Number(fields[12])) * 10;
    } catch {
      return null;
    }
  }

  /** Opens a document, and gets its diagnostics. */
  async openDocument(file: string, languageId: 'javascript' | 'typescript', text: string): Promise<Diagnostic[]> {
    this.#texts.set(file, { text, version: 1 });
    this.#notify('textDocument/didOpen', { textDocument: { uri: this.#uri(file), languageId, version: 1, text } });
    return await this.diagnose(file);
  }

  /** Types into a document: all of its new text is sent, as the server asks for. */
  change(file: string, text: string): void {
    const version = (this.#texts.get(file)?.version ?? 0) + 1;
    this.#texts.set(file, { text, version });
    this.#notify('textDocument/didChange', {
      textDocument: { uri: this.#uri(file), version },
      contentChanges: [{ text }],
    });
  }

  /** The diagnostics of a document. */
  async diagnose(file: string): Promise<Diagnostic[]> {
    const { items } = (await this.#request('textDocument/diagnostic', {
      textDocument: { uri: this.#uri(file) },
      identifier: 'eslint',
    })) as { items: Diagnostic[] };
    return items;
  }

  /** The entries of the light-bulb menu at a diagnostic. */
  async actions(file: string, diagnostic: Diagnostic): Promise<CodeAction[]> {
    return (await this.#request('textDocument/codeAction', {
      textDocument: { uri: this.#uri(file) },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic], only: ['quickfix'] },
    })) as CodeAction[];
  }

  /** The text of a document after an entry of the menu was chosen; the document stays as it is. */
  async choose(file: string, { command }: CodeAction): Promise<string> {
    this.#edits = [];
    await this.#request('workspace/executeCommand', command);
    const text = this.#texts.get(file)?.text ?? '';
    const starts = [0, ...Array.from(text.matchAll(/\n/g), match => match.index + 1)];
    const offset = ({ line, character }: Position): number => (starts[line] ?? text.length) + character;
    const edits = this.#edits
      .flatMap(({ documentChanges = [] }) => documentChanges.flatMap(change => change.edits))
      .sort((a, b) => offset(b.range.start) - offset(a.range.start));
    return edits.reduce(
      (changed, { range, newText }) =>
        changed.slice(0, offset(range.start)) + newText + changed.slice(offset(range.end)),
      text,
    );
  }

  #uri(file: string): string {
    return pathToFileURL(path.join(this.#folder, file)).href;
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  #request(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The server has not answered ${method}.`)), PATIENCE);
      this.#waiting.set(id, {
        resolve: result => {
          clearTimeout(timer);
          resolve(result);
        },
        reject: error => {
          clearTimeout(timer);
          reject(error);
        },
      });
      this.#send({ id, method, params });
    });
  }

  #receive(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const header = this.#received.indexOf('\r\n\r\n');
      if (header < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString('latin1', 0, header))?.[1]);
      if (this.#received.length < header + 4 + length) return;
      const message = JSON.parse(this.#received.toString('utf8', header + 4, header + 4 + length)) as Message;
      this.#received = this.#received.subarray(header + 4 + length);
      this.#handle(message);
    }
  }

  #handle({ id, method, params, result, error }: Message): void {
    if (id === undefined) return;
    if (method !== undefined) return this.#send({ id, result: this.#answer(method, params ?? {}) });
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }

  /** Answers what the server asks. */
  #answer(method: string, params: Record<string, unknown>): unknown {
    const workspaceFolder = { uri: pathToFileURL(this.#folder).href, name: 'project' };
    switch (method) {
      case 'workspace/configuration':
        return (params['items'] as unknown[]).map(() => ({ ...SETTINGS, workspaceFolder }));
      case 'workspace/workspaceFolders':
        return [workspaceFolder];
      case 'workspace/applyEdit':
        this.#edits.push(params['edit'] as WorkspaceEdit);
        return { applied: true };
      default:
        return method.startsWith('eslint/') ? {} : null;
    }
  }
}
