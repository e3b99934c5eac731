/** A source of numbers that is the same for the same seed (a linear congruential generator). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed + 1, 2_654_435_761) >>> 0;
  }

  /** A whole number from 0 to below the bound. */
  below(bound: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * bound);
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }
}

interface Context {
  /** Labels of enclosing loops, which can be continued. */
  readonly loops: readonly string[];
  /** Labels of all enclosing statements. */
  readonly labels: readonly string[];
  readonly isInLoop: boolean;
  readonly isBreakable: boolean;
}

const OUTERMOST: Context = { loops: [], labels: [], isInLoop: false, isBreakable: false };

/** Writes functions at random with many jumps and much dead code, of which real code has little. */
abstract class FunctionWriter {
  protected readonly random: Random;
  #events = 0;
  #labels = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  /** Writes a function declaration. */
  abstract write(): string;

  /** An expression with the number of this event. */
  protected abstract event(): string;
  protected abstract expression(): string;
  protected abstract operand(): string;
  protected abstract loopTest(): string;
  protected abstract forEachHead(): string;
  protected abstract declaration(): string;
  protected abstract caseTest(): string;
  /** What stands at the start of the body of each loop. */
  protected abstract loopStart(): string;
  /** A statement of the kinds that not all writers have. */
  protected abstract specialStatement(block: () => string): string;

  protected nextEvent(): number {
    return this.#events++;
  }

  protected block(depth: number, context: Context = OUTERMOST): string {
    const length = 1 + this.random.below(3);
    return Array.from({ length }, () => this.#statement(context, depth)).join('\n');
  }

  protected condition(): string {
    switch (this.random.below(6)) {
      case 0:
        return `${this.operand()} && ${this.condition()}`;
      case 1:
        return `(${this.operand()} || ${this.condition()})`;
      case 2:
        return `!(${this.condition()})`;
      case 3:
        return `(${this.operand()} ?? ${this.operand()})`;
      default:
        return this.operand();
    }
  }

  protected maybe(text: string): string {
    return this.random.below(2) === 0 ? text : '';
  }

  #statement(context: Context, depth: number): string {
    if (depth === 0) return this.#simple(context);
    const inside = depth - 1;
    switch (this.random.below(16)) {
      case 0:
        return `if (${this.condition()}) {\n${this.block(inside, context)}\n}`;
      case 1:
        return `if (${this.condition()}) ${this.#statement(context, inside)} else {\n${this.block(inside, context)}\n}`;
      case 2:
        return `while (${this.loopTest()}) ${this.#loopBody(context, inside)}`;
      case 3:
        return `do ${this.#loopBody(context, inside)} while (${this.loopTest()});`;
      case 4:
        return `for (${this.maybe(this.expression())}; ${this.maybe(this.loopTest())}; ${this.maybe(this.expression())}) ${this.#loopBody(context, inside)}`;
      case 5:
        return `for (${this.forEachHead()}) ${this.#loopBody(context, inside)}`;
      case 6:
        return this.#switch({ ...context, isBreakable: true }, inside);
      case 7:
        return this.#labelled(context, inside);
      case 8:
        return `{\n${this.block(inside, context)}\n}`;
      case 9:
      case 10:
        return this.specialStatement(() => `{\n${this.block(inside, context)}\n}`);
      default:
        return this.#simple(context);
    }
  }

  #loopBody(context: Context, depth: number): string {
    return `{\n${this.loopStart()}${this.block(depth, { ...context, isInLoop: true, isBreakable: true })}\n}`;
  }

  #labelled(context: Context, depth: number): string {
    const label = `l${this.#labels++}`;
    const labels = [...context.labels, label];
    if (this.random.below(2) === 0) return `${label}: {\n${this.block(depth, { ...context, labels })}\n}`;
    const head = this.random.pick(['for (;;)', `while (${this.loopTest()})`, `for (${this.forEachHead()})`]);
    return `${label}: ${head} ${this.#loopBody({ ...context, labels, loops: [...context.loops, label] }, depth)}`;
  }

  #switch(context: Context, depth: number): string {
    const cases = Array.from(
      { length: this.random.below(4) },
      () => `case ${this.caseTest()}:\n${this.random.below(4) === 0 ? '' : this.block(depth, context)}`,
    );
    if (this.random.below(2) === 0)
      cases.splice(this.random.below(cases.length + 1), 0, `default:\n${this.block(depth, context)}`);
    return `switch (${this.operand()}) {\n${cases.join('\n')}\n}`;
  }

  #simple(context: Context): string {
    const choices = [
      `${this.event()};`,
      `${this.event()};`,
      `${this.expression()};`,
      `{ ${this.declaration()} }`,
      `return ${this.maybe(this.expression())};`,
      `throw ${this.operand()};`,
    ];
    if (context.isBreakable) choices.push('break;', `if (${this.condition()}) break;`);
    if (context.isInLoop) choices.push('continue;', `if (${this.condition()}) continue;`);
    if (context.labels.length > 0) choices.push(`break ${this.random.pick(context.labels)};`);
    if (context.loops.length > 0) choices.push(`continue ${this.random.pick(context.loops)};`);
    return this.random.pick(choices);
  }
}

/** Writes functions without `try`, to be read by ESLint. */
export class PlainFunctionWriter extends FunctionWriter {
  write(): string {
    return `async function written(a, b, c) {\n${this.block(4)}\n}`;
  }

  protected event(): string {
    return `f(${this.nextEvent()})`;
  }

  protected operand(): string {
    return this.random.pick(['a', 'b', 'c.d', this.event()]);
  }

  protected expression(): string {
    switch (this.random.below(8)) {
      case 0:
        return `a ${this.random.pick(['&&', '||', '??'])} ${this.event()}`;
      case 1:
        return `(${this.condition()} ? ${this.operand()} : ${this.operand()})`;
      case 2:
        return `a ${this.random.pick(['=', '+=', '&&=', '||=', '??='])} ${this.operand()}`;
      case 3:
        return `await ${this.event()}`;
      case 4:
        return `[...${this.event()}, () => ${this.event()}]`;
      case 5:
        return `b?.[${this.operand()}]?.(${this.operand()})`;
      case 6:
        return 'a++';
      default:
        return this.operand();
    }
  }

  protected loopTest(): string {
    // ESLint takes the body of `while (false)` for live.
    return this.random.pick(['true', '1', this.condition(), this.condition()]);
  }

  protected forEachHead(): string {
    return `${this.random.pick(['const x of', 'a of', 'const x in', '[a = f()] of'])} ${this.operand()}`;
  }

  protected declaration(): string {
    return `const { x = ${this.operand()} } = ${this.expression()};`;
  }

  protected caseTest(): string {
    return this.operand();
  }

  protected loopStart(): string {
    return '';
  }

  protected specialStatement(block: () => string): string {
    return block();
  }
}

/**
 * Writes generator functions that can be run: each event is a `yield` that hands out its number and the values of `a` and `b`,
 * and whoever runs the function decides what it gives back, or throws it. Nothing else throws, and each loop has an event.
 */
export class RunnableFunctionWriter extends FunctionWriter {
  write(): string {
    return `function* written(a, b) {\n${this.block(4)}\n}`;
  }

  protected event(): string {
    return `(yield [${this.nextEvent()}, a, b])`;
  }

  protected operand(): string {
    return this.random.pick(['a', 'b', this.event()]);
  }

  protected expression(): string {
    switch (this.random.below(7)) {
      case 0:
        return `a ${this.random.pick(['&&', '||', '??'])} ${this.event()}`;
      case 1:
        return `(${this.condition()} ? ${this.operand()} : ${this.operand()})`;
      case 2:
        return `${this.random.pick(['a', 'b'])} ${this.random.pick(['=', '&&=', '||=', '??='])} ${this.operand()}`;
      case 3:
        return `[a] = [${this.operand()}]`;
      case 4:
        return `({ a = ${this.event()} } = ${this.random.pick(['{}', '{ a: true }'])})`;
      default:
        return this.event();
    }
  }

  protected loopTest(): string {
    return this.random.pick(['true', this.condition(), this.condition()]);
  }

  protected forEachHead(): string {
    return `${this.random.pick(['const x', 'a'])} of ${this.random.pick(['[]', '[true, false]', `[${this.event()}]`])}`;
  }

  protected declaration(): string {
    return `const { x = ${this.operand()} } = {};`;
  }

  protected caseTest(): string {
    return this.random.pick(['true', 'false', this.event()]);
  }

  protected loopStart(): string {
    return `${this.event()};\n`;
  }

  protected specialStatement(block: () => string): string {
    const handler = ` catch ${this.maybe('(error) ')}${block()}`;
    return `try ${block()}${this.random.pick([handler, ` finally ${block()}`, `${handler} finally ${block()}`])}`;
  }
}
