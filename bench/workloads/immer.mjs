// A to-do list kept as immutable state, as an application's reducer does it.
import { enablePatches, produce, produceWithPatches } from 'immer';

enablePatches();

const initial = {
  lists: Array.from({ length: 10 }, (_, i) => ({
    title: `List ${i}`,
    items: Array.from({ length: 30 }, (_item, j) => ({ id: j, done: false, notes: [] })),
  })),
  log: [],
};

const reduce = produce((draft, action) => {
  const list = draft.lists[action.list];
  const item = list.items[action.item];
  switch (action.type) {
    case 'toggle':
      item.done = !item.done;
      break;
    case 'note':
      item.notes.push(`note ${action.item}`);
      break;
    case 'move':
      list.items.splice(action.item, 1);
      draft.lists[(action.list + 1) % draft.lists.length].items.unshift(item);
      break;
  }
  draft.log.push(action.type);
  if (draft.log.length > 20) draft.log.shift();
});

export function run(iterations) {
  let sum = 0;
  for (let i = 0; i < iterations; i++) {
    let state = initial;
    for (let step = 0; step < 300; step++) {
      const type = ['toggle', 'note', 'toggle', 'move'][step % 4];
      const list = (step * 7) % 10;
      state = reduce(state, {
        type,
        list,
        item: step % Math.max(1, state.lists[list].items.length),
      });
    }
    const [next, patches] = produceWithPatches(state, (draft) => {
      for (const list of draft.lists) {
        for (const item of list.items) if (item.done) item.notes.length = 0;
      }
    });
    sum = patches.length;
    for (const list of next.lists) {
      for (const item of list.items) sum += item.id * (item.done ? 2 : 1) + item.notes.length;
    }
  }
  return sum;
}
