import type { Settings } from '../../settings.ts';
import type { ConstantReader } from '../../syntax/static-values.ts';
import { Evaluator } from './evaluate.ts';
import type { File } from './file.ts';
import type { Frame } from './frame.ts';
import { InstanceReader } from './instance.ts';
import type { Imports } from './imports.ts';
import { Locator } from './locate.ts';
import { constantReader } from './status-constants.ts';

/** What the readers of definitions ask of the project around a file. */
export interface ProjectAround {
  /** The project's other files; null where they are not read. */
  readonly imports: Imports | null;
  /** Whether names of classes alone (`NotFoundError`) say a status: the project has Express or Fastify and no other framework. */
  readonly mayReadNames: boolean;
  /** Whether the project turns Boom's errors into responses with their own statuses. */
  readonly isBoomTranslated: () => boolean;
  readonly settings: Settings;
}

/** Reads what names stand for: values, functions, classes and their instances, across the files that are in sight. */
export class Resolver {
  readonly locator: Locator;
  readonly evaluator: Evaluator;
  readonly instances: InstanceReader;
  readonly mayReadNames: boolean;
  readonly isBoomTranslated: ProjectAround['isBoomTranslated'];
  readonly settings: Settings;

  constructor({ imports, mayReadNames, isBoomTranslated, settings }: ProjectAround) {
    this.settings = settings;
    this.mayReadNames = mayReadNames;
    this.isBoomTranslated = isBoomTranslated;
    this.locator = new Locator(imports);
    this.instances = new InstanceReader(this.locator);
    const readers = new WeakMap<File, ConstantReader>();
    const constants = ({ file }: Frame): ConstantReader => {
      let reader = readers.get(file);
      if (!reader) readers.set(file, (reader = constantReader(file)));
      return reader;
    };
    this.evaluator = new Evaluator(this.locator, constants, (instance, name) =>
      this.instances.property(instance, name),
    );
    this.instances.connect(this.evaluator);
  }

  /** Reads the constants that a file does not define itself, for `staticValues`. */
  constantsOf(frame: Frame): ConstantReader {
    return node => {
      const { values, isComplete } = this.evaluator.evaluate(node, frame);
      const [only] = values;
      return isComplete && values.length === 1 && only ? (only.value ?? null) : null;
    };
  }
}
