// A one-way constraint solver: chains of equalities and scalings are planned and propagated.
const REQUIRED = 0;
const STRONG = 1;
const WEAK = 3;

class Variable {
  constructor(value) {
    this.value = value;
    this.constraints = new Set();
    this.determinedBy = null;
    this.strength = WEAK + 1;
    this.mark = 0;
  }
}

class Constraint {
  constructor(strength) {
    this.strength = strength;
    this.satisfied = false;
  }

  get inputs() {
    return [];
  }

  inputsKnown(mark) {
    return this.inputs.every((input) => input.mark === mark || input.determinedBy === null);
  }

  recalculate() {
    const weakest = this.inputs.reduce(
      (most, { strength }) => Math.max(most, strength),
      this.strength,
    );
    this.output.strength = weakest;
  }
}

class Unary extends Constraint {
  constructor(variable, strength) {
    super(strength);
    this.output = variable;
    this.variables = [variable];
  }

  choose(mark) {
    this.satisfied = this.output.mark !== mark && this.strength < this.output.strength;
  }

  execute() {}
}

class Edit extends Unary {}

class Stay extends Unary {}

class Binary extends Constraint {
  constructor(left, right, strength) {
    super(strength);
    this.left = left;
    this.right = right;
    this.forward = true;
    this.variables = [left, right];
  }

  get input() {
    return this.forward ? this.left : this.right;
  }

  get output() {
    return this.forward ? this.right : this.left;
  }

  get inputs() {
    return [this.input];
  }

  choose(mark) {
    const { left, right, strength } = this;
    const canRight = right.mark !== mark && strength < right.strength;
    const canLeft = left.mark !== mark && strength < left.strength;
    this.satisfied = canLeft || canRight;
    if (canLeft && canRight) this.forward = right.strength >= left.strength;
    else this.forward = canRight;
  }
}

class Equal extends Binary {
  execute() {
    this.output.value = this.input.value;
  }
}

class Scale extends Binary {
  constructor(left, factor, offset, right, strength) {
    super(left, right, strength);
    this.factor = factor;
    this.offset = offset;
  }

  get inputs() {
    return [this.input, this.factor, this.offset];
  }

  execute() {
    const { left, right, factor, offset } = this;
    if (this.forward) right.value = left.value * factor.value + offset.value;
    else left.value = (right.value - offset.value) / factor.value;
  }
}

class Solver {
  #mark = 0;

  add(constraint) {
    for (const variable of constraint.variables) variable.constraints.add(constraint);
    const mark = ++this.#mark;
    for (let next = this.#satisfy(constraint, mark); next !== null;) {
      next = this.#satisfy(next, mark);
    }
  }

  #satisfy(constraint, mark) {
    constraint.choose(mark);
    if (!constraint.satisfied) {
      if (constraint.strength === REQUIRED) throw new Error('a required constraint is not met');
      return null;
    }
    for (const input of constraint.inputs) input.mark = mark;
    const { output } = constraint;
    const overridden = output.determinedBy;
    if (overridden !== null) overridden.satisfied = false;
    output.determinedBy = constraint;
    this.#propagate(constraint, mark);
    output.mark = mark;
    return overridden;
  }

  #propagate(constraint, mark) {
    const todo = [constraint];
    while (todo.length > 0) {
      const next = todo.pop();
      if (next.output.mark === mark && next !== constraint) continue;
      next.recalculate();
      next.execute();
      for (const other of next.output.constraints) {
        if (other !== next && other.satisfied && other.output !== next.output) todo.push(other);
      }
    }
  }

  remove(constraint) {
    for (const variable of constraint.variables) variable.constraints.delete(constraint);
    if (!constraint.satisfied) return;
    constraint.satisfied = false;
    const { output } = constraint;
    output.determinedBy = null;
    output.strength = WEAK + 1;
    const orphans = [...output.constraints].filter((other) => !other.satisfied);
    orphans.sort((a, b) => a.strength - b.strength);
    for (const orphan of orphans) this.add(orphan);
  }

  plan(sources) {
    const mark = ++this.#mark;
    const plan = [];
    const todo = sources.filter((source) => source.satisfied);
    while (todo.length > 0) {
      const constraint = todo.pop();
      if (constraint.output.mark === mark || !constraint.inputsKnown(mark)) continue;
      plan.push(constraint);
      constraint.output.mark = mark;
      for (const other of constraint.output.constraints) {
        if (other !== constraint && other.satisfied) todo.push(other);
      }
    }
    return plan;
  }
}

function change(solver, variable, values) {
  const edit = new Edit(variable, STRONG);
  solver.add(edit);
  const plan = solver.plan([edit]);
  for (const value of values) {
    variable.value = value;
    for (const constraint of plan) constraint.execute();
  }
  solver.remove(edit);
}

function chain(length) {
  const solver = new Solver();
  const variables = Array.from({ length }, () => new Variable(0));
  for (let i = 1; i < length; i++) {
    solver.add(new Equal(variables[i - 1], variables[i], REQUIRED));
  }
  solver.add(new Stay(variables[length - 1], WEAK));
  change(
    solver,
    variables[0],
    Array.from({ length: 50 }, (_, i) => i * 3),
  );
  return variables[length - 1].value;
}

function projection(count) {
  const solver = new Solver();
  const factor = new Variable(10);
  const offset = new Variable(1000);
  const pairs = [];
  for (let i = 0; i < count; i++) {
    const source = new Variable(i);
    const target = new Variable(0);
    pairs.push({ source, target });
    solver.add(new Stay(source, WEAK));
    solver.add(new Scale(source, factor, offset, target, REQUIRED));
  }
  let sum = 0;
  for (const { source, target } of pairs.slice(0, 40)) {
    change(solver, source, [17, 18]);
    sum += target.value;
    change(solver, target, [1050]);
    sum += source.value;
  }
  return sum;
}

export function run(iterations) {
  let result = '';
  for (let i = 0; i < iterations; i++) result = `${chain(300)}/${projection(300)}`;
  return result;
}
