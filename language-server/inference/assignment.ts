/** A possible pair with its worth; higher is better. */
export interface Candidate {
  a: number;
  b: number;
  score: number;
}

const MAX_EXACT = 160;

/**
 * Chooses pairs so that no element is in two of them and the sum of scores is greatest. Solved
 * exactly (Hungarian algorithm) in each connected component of the candidate graph; components too
 * large for that are solved greedily by score.
 */
export function assign(candidates: readonly Candidate[]): Candidate[] {
  const chosen: Candidate[] = [];
  for (const component of components(candidates)) {
    const rows = [...new Set(component.map((c) => c.a))];
    const columns = [...new Set(component.map((c) => c.b))];
    if (rows.length === 1 || columns.length === 1) {
      chosen.push(component.reduce((best, c) => (c.score > best.score ? c : best)));
    } else if (Math.max(rows.length, columns.length) <= MAX_EXACT) {
      chosen.push(...hungarian(component, rows, columns));
    } else {
      chosen.push(...greedy(component));
    }
  }
  return chosen;
}

function components(candidates: readonly Candidate[]): Candidate[][] {
  const parent = new Map<number, number>();
  const find = (x: number): number => {
    let root = x;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root))
      root = up;
    parent.set(x, root);
    return root;
  };
  // Rows are even keys, columns odd ones.
  for (const { a, b } of candidates) {
    const row = find(a * 2);
    const column = find(b * 2 + 1);
    if (row !== column) parent.set(row, column);
  }
  const groups = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    const root = find(candidate.a * 2);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [candidate]);
    else group.push(candidate);
  }
  return [...groups.values()];
}

function greedy(candidates: Candidate[]): Candidate[] {
  const usedA = new Set<number>();
  const usedB = new Set<number>();
  const chosen: Candidate[] = [];
  for (const candidate of [...candidates].sort((x, y) => y.score - x.score)) {
    if (usedA.has(candidate.a) || usedB.has(candidate.b)) continue;
    usedA.add(candidate.a);
    usedB.add(candidate.b);
    chosen.push(candidate);
  }
  return chosen;
}

/**
 * The Hungarian algorithm with potentials, O(n²m) (Kuhn 1955; the formulation with shortest
 * augmenting paths is Jonker and Volgenant's).
 */
function hungarian(candidates: Candidate[], rows: number[], columns: number[]): Candidate[] {
  const n = Math.max(rows.length, columns.length);
  const rowOf = new Map(rows.map((r, i) => [r, i]));
  const columnOf = new Map(columns.map((c, i) => [c, i]));
  const cost = new Float64Array(n * n);
  const at = new Map<number, Candidate>();
  for (const candidate of candidates) {
    const cell = (rowOf.get(candidate.a) as number) * n + (columnOf.get(candidate.b) as number);
    cost[cell] = -candidate.score;
    at.set(cell, candidate);
  }
  const u = new Float64Array(n + 1);
  const v = new Float64Array(n + 1);
  const match = new Int32Array(n + 1);
  const way = new Int32Array(n + 1);
  for (let i = 1; i <= n; i++) {
    match[0] = i;
    let column = 0;
    const least = new Float64Array(n + 1).fill(Infinity);
    const seen = new Uint8Array(n + 1);
    do {
      seen[column] = 1;
      const row = match[column] as number;
      let delta = Infinity;
      let next = 0;
      for (let j = 1; j <= n; j++) {
        if (seen[j] === 1) continue;
        const slack =
          (cost[(row - 1) * n + j - 1] as number) - (u[row] as number) - (v[j] as number);
        if (slack < (least[j] as number)) {
          least[j] = slack;
          way[j] = column;
        }
        if ((least[j] as number) < delta) {
          delta = least[j] as number;
          next = j;
        }
      }
      for (let j = 0; j <= n; j++) {
        if (seen[j] === 1) {
          const r = match[j] as number;
          u[r] = (u[r] as number) + delta;
          v[j] = (v[j] as number) - delta;
        } else {
          least[j] = (least[j] as number) - delta;
        }
      }
      column = next;
    } while (match[column] !== 0);
    do {
      const previous = way[column] as number;
      match[column] = match[previous] as number;
      column = previous;
    } while (column !== 0);
  }
  const chosen: Candidate[] = [];
  for (let j = 1; j <= n; j++) {
    const candidate = at.get(((match[j] as number) - 1) * n + j - 1);
    if (candidate !== undefined) chosen.push(candidate);
  }
  return chosen;
}
